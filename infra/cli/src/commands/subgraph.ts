import { nodeAddresses } from '@shequ/process/addresses/node-addresses'
import { createTokenVerifier, gatewayIssuer, type VerifyToken } from '@shequ/process/keys/viewer-token'
import { loadOrCreateSigningKey, type PublicKeys, type SigningKey } from '@shequ/process/keys/signing-key'
import { createLog, type Logger } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { askOverHttp } from '@shequ/subgraph/relay/deliver'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { subgraphEnvironment } from '../run/environment.js'
import { gatewayKeyName, keysFolder } from '../run/keys.js'
import { hostCommunities } from '../run/host-communities.js'
import { type ClosingPeriods, closeInBackground } from '../run/close-in-background.js'
import { openDatabases, urlsOf } from '../run/open-databases.js'
import { openPseudonymKeys } from '../run/open-pseudonym-keys.js'
import { openClients } from '../run/open-clients.js'
import { type OpenSubgraph, openCommunity, openSubgraph } from '../run/open-subgraph.js'
import { loadSenderKey, startSending, trustedSenders } from '../run/returns.js'
import { pruneTier } from '../run/prune-tier.js'
import { say } from '../run/say.js'

const firstPort = 4001

/** How long a delivery to the tier above may take, in milliseconds. */
const deliveryTimeout = 10_000

/** Serves one tier's subgraph over HTTP until it is told to end. */
export async function subgraph(tier: Tier, options: { port?: number }): Promise<void> {
  const environment = readEnvironment(subgraphEnvironment)
  const log = createLog(tier, environment.LOG_LEVEL)
  const shutdown = new Shutdown(log)
  const verifyToken = await verifierOf(tier, environment)
  const withClients = tier === 'city' && environment.ISSUER_DATABASE_URL !== undefined
  const wanted = withClients ? ([tier, 'issuer'] as const) : [tier]
  const databases = await openDatabases(environment, { say, wanted, beside: true })
  shutdown.add('databases', () => databases.stop())
  const senders = await trustedSenders(tier, environment.DATA_DIR, keysAddress(tier, environment))
  const { url: databaseUrl } = urlsOf(databases, tier)
  const community =
    tier === 'community'
      ? openCommunity(databaseUrl, log, { keys: await openPseudonymKeys(databases, environment) })
      : undefined
  const clients = withClients ? openClients(urlsOf(databases, 'issuer').url) : undefined
  if (clients) shutdown.add('clients of organisations', () => clients.close())
  const addresses = nodeAddresses(environment.NODE_ADDRESSES ?? '')
  const open = community ?? openSubgraph(tier, databaseUrl, log, { senders, addresses, clients: clients?.register })
  shutdown.add('subgraph', () => open.close())
  const pruner = pruneTier(tier, open.pool, log)
  shutdown.add('pruning', () => pruner.stop())
  const closing = tier === 'community' ? closeInBackground({ url: databaseUrl, log }) : undefined
  if (closing) shutdown.add('closing of periods', () => closing.stop())
  const sending = await startRelaysOf(tier, open, environment, log, closing)
  for (const relay of sending?.relays ?? []) shutdown.add('relay', () => relay.stop())
  const publicKeys = sending && { keys: [sending.key.publicJwk] }
  const served = { ...open.subgraph, isBackgroundUp: closing && (() => closing.isUp) }
  const app = serveSubgraph({ subgraph: served, verifyToken, log, ...(publicKeys && { publicKeys }) })
  if (community && environment.BOROUGH_URL !== undefined && sending) {
    const ask = askOverHttp(environment.BOROUGH_URL, deliveryTimeout)
    const { moves, counts, watch } = hostCommunities({ open: community, ask, key: sending.key, log })
    shutdown.add('watch of places', () => watch.stop())
    await serveMoves(app, moves)
    serveCounts(app, counts)
  }
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

type Environment = ReturnType<typeof readEnvironment<typeof subgraphEnvironment>>

/** Where the sender below a tier serves its keys, as configured. */
function keysAddress(tier: Tier, { BOROUGH_KEYS, COMMUNITY_KEYS }: Environment): string | undefined {
  return tier === 'city' ? BOROUGH_KEYS : tier === 'borough' ? COMMUNITY_KEYS : undefined
}

/** The key that a tier signs its returns with, and what sends them, where the address of the tier above is configured. */
async function startRelaysOf(
  tier: Tier,
  { pool }: OpenSubgraph,
  { DATA_DIR, CITY_URL, BOROUGH_URL }: Environment,
  log: Logger,
  closing: ClosingPeriods | undefined,
): Promise<{ readonly key: SigningKey; readonly relays: readonly Relay[] } | undefined> {
  if (tier === 'city') return undefined
  const key = await loadSenderKey(DATA_DIR, tier)
  const address = tier === 'borough' ? CITY_URL : BOROUGH_URL
  if (address === undefined) return { key, relays: [] }
  const ask = askOverHttp(address, deliveryTimeout)
  const isClosing = closing && (() => closing.isBehind)
  return { key, relays: startSending(tier, { pool, key, ask, log, isClosing }) }
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
