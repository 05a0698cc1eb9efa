import { listen } from '@shequ/gateway/listen'
import { openTokenKeys, rotateTokenKeys, tokenKeyFile } from '@shequ/issuer/keys/token-keys'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import Fastify from 'fastify'
import { dataEnvironment, issuerEnvironment } from '../run/environment.js'
import { openDatabases, urlsOf } from '../run/open-databases.js'
import { openIssuer } from '../run/open-issuer.js'
import { say } from '../run/say.js'

const defaultPort = 4020

/** Serves the hub's issuer as a service of its own until it is told to end. */
export async function startIssuer(options: { readonly port?: number }): Promise<void> {
  const environment = readEnvironment(issuerEnvironment)
  const log = createLog('issuer', environment.LOG_LEVEL)
  const shutdown = new Shutdown(log)
  const databases = await openDatabases(environment, { say, wanted: ['issuer'], beside: true })
  shutdown.add('databases', () => databases.stop())
  const issuer = await openIssuer(urlsOf(databases, 'issuer').url, environment, log)
  shutdown.add('issuer', () => issuer.close())
  const app = Fastify({
    disableRequestLogging: true,
    trustProxy: environment.TRUSTED_PROXIES.length > 0 && [...environment.TRUSTED_PROXIES],
  })
  issuer.serve(app)
  try {
    const { url, close } = await listen(app, environment.HOST, options.port ?? environment.PORT ?? defaultPort)
    shutdown.add('server', close)
    say(`The issuer answers at ${url}/issuer`)
  } catch (error) {
    await shutdown.run()
    throw error
  }
}

/** Gives the issuer another key, which signs after a while; the one before is believed for some hours more. */
export async function rotateIssuer({ lead, hours }: { readonly lead: number; readonly hours: number }): Promise<void> {
  if (!(hours >= 1 && hours <= 168)) throw new Error(`Expected --hours from 1 to 168, but got ${hours}.`)
  const file = tokenKeyFile(readEnvironment(dataEnvironment).DATA_DIR)
  await openTokenKeys(file)
  const { kid, signsFrom } = await rotateTokenKeys(file, { lead, hours })
  say(`The issuer signs with ${kid} from ${signsFrom.toISOString()} on. Back ${file} up anew.`)
}
