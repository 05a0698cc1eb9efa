import { watchPeriods } from '@shequ/community/returns/watch-periods'
import { createTokenVerifier, gatewayIssuer, type VerifyToken } from '@shequ/process/keys/viewer-token'
import { loadOrCreateSigningKey, type PublicKeys } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { subgraphEnvironment } from '../environment.js'
import { gatewayKeyName, keysFolder } from '../run/keys.js'
import { openDatabases, urlsOf } from '../run/open-databases.js'
import { openSubgraph } from '../run/open-subgraph.js'
import { say } from '../run/say.js'

const firstPort = 4001

/** Serves one tier's subgraph over HTTP until it is told to end. */
export async function subgraph(tier: Tier, options: { port?: number }): Promise<void> {
  const environment = readEnvironment(subgraphEnvironment)
  const log = createLog(tier, environment.LOG_LEVEL)
  const shutdown = new Shutdown(log)
  const verifyToken = await verifierOf(tier, environment)
  const databases = await openDatabases(environment, { say, wanted: [tier], beside: true })
  shutdown.add('databases', () => databases.stop())
  const open = openSubgraph(tier, urlsOf(databases, tier).url, log)
  shutdown.add('subgraph', () => open.close())
  if (tier === 'community') {
    const watch = watchPeriods({ pool: open.pool, log })
    shutdown.add('closing of periods', () => watch.stop())
  }
  const app = serveSubgraph({ subgraph: open.subgraph, verifyToken, log })
  const port = options.port ?? environment.PORT ?? firstPort + tiers.indexOf(tier)
  try {
    const url = await app.listen({ host: environment.HOST, port })
    shutdown.add('server', () => app.close())
    say(`The ${tier} subgraph answers at ${url}/graphql`)
  } catch (error) {
    await shutdown.run()
    throw error
  }
}

async function verifierOf(
  tier: Tier,
  { GATEWAY_KEYS, DATA_DIR }: { GATEWAY_KEYS?: string | undefined; DATA_DIR: string },
): Promise<VerifyToken> {
  const keys = GATEWAY_KEYS
    ? await fetchKeys(GATEWAY_KEYS)
    : { keys: [(await loadOrCreateSigningKey(keysFolder(DATA_DIR), gatewayKeyName)).publicJwk] }
  return createTokenVerifier({ issuer: gatewayIssuer, keys }, tier)
}

async function fetchKeys(address: string): Promise<PublicKeys> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
  const body: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined
  if (isPublicKeys(body)) return body
  const got =
    response === undefined ? 'nothing answered' : response.ok ? 'got something else' : `got status ${response.status}`
  throw new Error(
    `Expected the gateway's public keys (a JWK set) at GATEWAY_KEYS, but ${got}. Start the gateway first; it serves them at /.well-known/jwks.json.`,
  )
}

function isPublicKeys(body: unknown): body is PublicKeys {
  return typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys)
}
