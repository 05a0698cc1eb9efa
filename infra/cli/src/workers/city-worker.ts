import { stateOfWorkers } from '@shequ/gateway/workers/state-of-workers'
import { wrapByFile } from '@shequ/process/keys/wrapping/key-wrapping'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { serveAsWorker } from '@shequ/process/workers/serve-as-worker'
import { readCityConfig } from '../run/city/open-city.js'
import { serveCity } from '../run/city/serve-city.js'
import { databaseEnvironment } from '../run/environment.js'
import { pseudonymKeyFile } from '../run/open-pseudonym-keys.js'
import type { ToldCity } from './keep-cities.js'
import { guessesOfWorkers } from './shared-guesses.js'

const config = readCityConfig()
const log = createLog('hub', config.LOG_LEVEL)

await serveAsWorker<ToldCity>(async ({ port, trying, urls, name }, { primary, place, shutdown, mayListen }) => {
  const pseudonymKeys = wrapByFile(pseudonymKeyFile(readEnvironment(databaseEnvironment)))
  const isBackgroundUp = () => primary.ask<boolean>('is the background up')
  const { url } = await serveCity(
    { config, urls, pseudonymKeys, log, shutdown },
    { port, trying, isBackgroundUp },
    { state: stateOfWorkers(name, place, primary), guesses: guessesOfWorkers(primary), mayListen },
  )
  return url
}, log)
