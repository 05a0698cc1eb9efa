import { requireBundledCity } from '@shequ/data/divisions/find/find-divisions'
import type { GatewayConfig } from '@shequ/gateway/config'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import { tiers } from '@shequ/schema/tiers'
import { readCityConfig } from '../run/city/open-city.js'
import { serveCity } from '../run/city/serve-city.js'
import { workForCity } from '../run/city/work-for-city.js'
import type { ClosingPeriods } from '../run/close-in-background.js'
import { databaseEnvironment } from '../run/environment.js'
import { forgetHubAddress, noteHubAddress } from '../run/hub-address.js'
import { type ActivityOptions, loadCity, requireKnownDay } from '../run/load-city.js'
import { openDatabases, ownerUrls, urlsOf } from '../run/open-databases.js'
import { openPseudonymKeys } from '../run/open-pseudonym-keys.js'
import { requireFreePort } from '../run/require-free-port.js'
import { say } from '../run/say.js'
import { newTryingSecret } from '../run/serve-trying.js'
import { keepCities } from '../workers/keep-cities.js'

/** How `hub start` was called. */
export interface StartOptions extends ActivityOptions {
  readonly city: string
  readonly chinaDivision?: string
  readonly port?: number
  /** How many processes answer. With one, this process answers itself. */
  readonly workers: number
}

/**
 * Serves a whole city until it is told to end: databases, divisions and activity where they are missing,
 * returns of the periods that are over, the three subgraphs, the relays that carry returns from one to the next, and the gateway
 * that calls them without HTTP.
 */
export async function start({ workers, ...options }: StartOptions): Promise<void> {
  const config = readCityConfig()
  const settings = readEnvironment(databaseEnvironment)
  const port = options.port ?? config.PORT
  if (options.chinaDivision === undefined) await requireBundledCity(options.city)
  requireKnownDay(options)
  const freePort = await requireFreePort(config.HOST, port)
  const log = createLog('hub', config.LOG_LEVEL)
  const shutdown = new Shutdown(log)
  try {
    const databases = await openDatabases(settings, { say, wanted: [...tiers, 'issuer'] })
    shutdown.add('databases', () => databases.stop())
    await loadCity(ownerUrls(databases), { ...options, packageFolder: options.chinaDivision })
    const pseudonymKeys = await openPseudonymKeys(databases, settings)
    const urlOf = (store: Parameters<typeof urlsOf>[1]) => urlsOf(databases, store).url
    const urls = {
      city: urlOf('city'),
      borough: urlOf('borough'),
      community: urlOf('community'),
      issuer: urlOf('issuer'),
    }
    const parts = { config, urls, pseudonymKeys, log, shutdown }
    let closing: ClosingPeriods | undefined
    const trying = mayTry(config) ? newTryingSecret() : undefined
    const serving = { port: workers > 1 ? freePort : port, trying, isBackgroundUp: () => closing?.isUp ?? true }
    const { city, url } = workers > 1 ? await keepCities(workers, parts, serving) : await serveCity(parts, serving)
    await noteHubAddress(config.DATA_DIR, url)
    shutdown.add('note of the address', () => forgetHubAddress(config.DATA_DIR))
    closing = await workForCity(city, parts)
    say(`The hub answers at ${url} — the graph at ${url}/graphql, to try it ${url}/explore`)
    if (trying !== undefined)
      say(`To look at it as any office, for trying, on this machine alone: ${url}/console/sign-in#try=${trying}`)
  } catch (error) {
    if (shutdown.hasBegun) return say('Interrupted. The same command goes on where this one stopped.')
    await shutdown.run()
    throw error
  }
}

/** Whether roles may be chosen: the hub is of one's own machine, where somebody sits at its terminal, and nobody else reaches it. */
function mayTry(config: GatewayConfig): boolean {
  return config.LOCAL_TOKENS && /^(localhost|127(\.\d+){3}|::1)$/.test(config.HOST) && process.stderr.isTTY
}
