import { stateOfWorkers } from '@shequ/gateway/workers/state-of-workers'
import { wrapByFile } from '@shequ/process/keys/wrapping/key-wrapping'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { serveAsWorker } from '@shequ/process/workers/serve-as-worker'
import { openCity, readCityConfig } from '../run/city/open-city.js'
import { serveCity } from '../run/city/serve-city.js'
import { databaseEnvironment } from '../run/environment.js'
import { pseudonymKeyFile } from '../run/open-pseudonym-keys.js'
import type { ToldCity } from './keep-cities.js'

const config = readCityConfig()
const log = createLog('hub', config.LOG_LEVEL)

await serveAsWorker<ToldCity>(async ({ port, trying, urls, name }, primary, shutdown) => {
  const pseudonymKeys = wrapByFile(pseudonymKeyFile(readEnvironment(databaseEnvironment)))
  const process = { config, urls, pseudonymKeys, log, shutdown }
  const city = await openCity(process)
  const { url } = await serveCity(city, process, {
    port,
    trying,
    isBackgroundUp: () => primary.ask<boolean>('is the background up'),
    state: stateOfWorkers(name, primary),
  })
  return url
}, log)
