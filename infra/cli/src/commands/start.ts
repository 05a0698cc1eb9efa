import { requireBundledCity } from '@shequ/data/divisions/find/find-divisions'
import { type GatewayConfig, gatewayEnvironment } from '@shequ/gateway/config'
import { listen } from '@shequ/gateway/listen'
import { loopbackRanges, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { askInProcess } from '@shequ/subgraph/relay/deliver'
import type { FastifyInstance } from 'fastify'
import { databaseEnvironment } from '../run/environment.js'
import { type ClosingPeriods, closeInBackground } from '../run/close-in-background.js'
import { forgetHubAddress, noteHubAddress } from '../run/hub-address.js'
import { type ActivityOptions, loadCity, requireKnownDay } from '../run/load-city.js'
import { openDatabases, ownerUrls, urlsOf } from '../run/open-databases.js'
import { type OpenCommunity, type OpenSubgraph, openCommunity, openSubgraph } from '../run/open-subgraph.js'
import { openIssuer } from '../run/open-issuer.js'
import { keysFolder, localKeyName } from '../run/keys.js'
import { openPseudonymKeys } from '../run/open-pseudonym-keys.js'
import { hostCommunities } from '../run/host-communities.js'
import { pruneTier } from '../run/prune-tier.js'
import { requireFreePort } from '../run/require-free-port.js'
import { loadSenderKey, startRelays, trustedSenders } from '../run/returns.js'
import { say } from '../run/say.js'
import { serveHub } from '../run/serve-hub.js'
import { serveTrying } from '../run/serve-trying.js'

/**
 * Serves a whole city in one process until it is told to end: databases, divisions and activity where they are missing,
 * returns of the periods that are over, the three subgraphs, the relays that carry returns from one to the next, and the gateway
 * that calls them without HTTP.
 */
export async function start(
  options: { city: string; chinaDivision?: string; port?: number } & ActivityOptions,
): Promise<void> {
  const environment = readEnvironment(gatewayEnvironment)
  const config = { ...environment, NODE_ADDRESSES: environment.NODE_ADDRESSES ?? loopbackRanges }
  const settings = readEnvironment(databaseEnvironment)
  const port = options.port ?? config.PORT
  if (options.chinaDivision === undefined) await requireBundledCity(options.city)
  requireKnownDay(options)
  await requireFreePort(config.HOST, port)
  const log = createLog('hub', config.LOG_LEVEL)
  const shutdown = new Shutdown(log)
  try {
    const databases = await openDatabases(settings, { say, wanted: [...tiers, 'issuer'] })
    shutdown.add('databases', () => databases.stop())
    await loadCity(ownerUrls(databases), { ...options, packageFolder: options.chinaDivision })
    const keys = await openPseudonymKeys(databases, settings)
    const addresses = nodeAddresses(config.NODE_ADDRESSES)
    const issuer = await openIssuer(urlsOf(databases, 'issuer').url, config, log)
    shutdown.add('issuer', () => issuer.close())
    const opened = new Map<Tier, OpenSubgraph>()
    let community: OpenCommunity | undefined
    for (const tier of tiers) {
      const senders = await trustedSenders(tier, config.DATA_DIR)
      const { url } = urlsOf(databases, tier)
      const open =
        tier === 'community'
          ? (community = openCommunity(url, log, { keys }))
          : openSubgraph(tier, url, log, { senders, addresses, clients: issuer.clients })
      shutdown.add(`${tier} subgraph`, () => open.close())
      opened.set(tier, open)
    }
    for (const relay of await startRelays(opened, config.DATA_DIR, log)) shutdown.add('relay', () => relay.stop())
    let closing: ClosingPeriods | undefined
    const subgraphs = [...opened.values()].map(({ subgraph }) =>
      subgraph.tier === 'community' ? { ...subgraph, isBackgroundUp: () => closing?.isUp ?? true } : subgraph,
    )
    const { app } = await serveHub(config, subgraphs, log, {}, issuer.own)
    issuer.serve(app)
    const borough = opened.get('borough')
    if (borough && community) {
      const ask = askInProcess(borough.subgraph.call)
      const key = await loadSenderKey(config.DATA_DIR, 'community')
      const { moves, counts, watch } = hostCommunities({ open: community, ask, key, log })
      shutdown.add('watch of places', () => watch.stop())
      await serveRegister(app, ask)
      await serveMoves(app, moves)
      serveCounts(app, counts)
    }
    for (const [tier, { pool }] of opened) {
      const pruner = pruneTier(tier, pool, log)
      shutdown.add(`pruning of the ${tier} tier`, () => pruner.stop())
    }
    const trying = await tryingSecret(app, config)
    const listening = await listen(app, config.HOST, port)
    shutdown.add('server', () => listening.close())
    await noteHubAddress(config.DATA_DIR, listening.url)
    shutdown.add('note of the address', () => forgetHubAddress(config.DATA_DIR))
    const background = (closing = closeInBackground({ url: urlsOf(databases, 'community').url, log }))
    shutdown.add('closing of periods', () => background.stop())
    say(
      `The hub answers at ${listening.url} — the graph at ${listening.url}/graphql, to try it ${listening.url}/explore`,
    )
    if (trying !== undefined)
      say(
        `To look at it as any office, for trying, on this machine alone: ${listening.url}/console/sign-in#try=${trying}`,
      )
  } catch (error) {
    if (shutdown.hasBegun) return say('Interrupted. The same command goes on where this one stopped.')
    await shutdown.run()
    throw error
  }
}

/** What opens the choice of roles, where the hub is of one's own machine: somebody sits at its terminal, and nobody else reaches it. */
async function tryingSecret(app: FastifyInstance, config: GatewayConfig): Promise<string | undefined> {
  const isOwn = config.LOCAL_TOKENS && /^(localhost|127(\.\d+){3}|::1)$/.test(config.HOST) && process.stderr.isTTY
  if (!isOwn) return undefined
  return serveTrying(app, await loadOrCreateSigningKey(keysFolder(config.DATA_DIR), localKeyName))
}
