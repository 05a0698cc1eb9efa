import { startLogHeads } from '@shequ/community/access/send-log-heads'
import { publicationsCargo } from '@shequ/community/publications/publications-cargo'
import { joinHub } from '@shequ/community/node/join-hub'
import { nodeHub } from '@shequ/community/node/node-hub'
import { answers } from '@shequ/community/node/place/server'
import { settleNode } from '@shequ/community/node/place/settle-place'
import { watchPlaces } from '@shequ/community/node/move/watch-places'
import { startEntrusting } from '@shequ/community/returns/entrust/start-entrusting'
import { explainListening } from '@shequ/gateway/listen'
import { nodeName } from '@shequ/process/keys/node-name'
import { createPublishedVerifier, gatewayIssuer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { type Progress, showProgress } from '@shequ/process/progress'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'
import { serveNode } from '@shequ/subgraph/serve/serve-node'
import { deliverOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { startRelay } from '@shequ/subgraph/relay/start-relay'
import { nodeEnvironment } from '../run/environment.js'
import { closeInBackground } from '../run/close-in-background.js'
import { openDatabases, urlsOf } from '../run/open-databases.js'
import { openPseudonymKeys } from '../run/open-pseudonym-keys.js'
import { openCommunity } from '../run/open-subgraph.js'
import { pruneTier } from '../run/prune-tier.js'
import { say } from '../run/say.js'
import { readNodeConfig, writeNodeConfig } from './node-folder.js'
import { followNodeKey } from './node-key.js'

/** The port that a node listens on unless something else is said. */
const nodePort = 4010

/** For how many seconds a node's last answers may be shown while it is out of reach, unless `init` said otherwise. */
const usuallyStaleFor = 600

export interface RunNode {
  /** The borough's invitation, to join with. An interrupted join goes on without it being given again. */
  readonly invitation?: string | undefined
  readonly port?: number | undefined
}

/** Serves a community's own node until it is told to end; joins the hub where that was asked for, now or before. */
export async function runNode(options: RunNode): Promise<void> {
  const { DATA_DIR, HOST, PORT, LOG_LEVEL, ...environment } = readEnvironment(nodeEnvironment)
  const before = await readNodeConfig(DATA_DIR)
  const config = options.invitation === undefined ? before : { ...before, invitation: options.invitation }
  if (config !== before) await writeNodeConfig(DATA_DIR, config)
  const { community, invitation } = config
  const key = await followNodeKey(DATA_DIR)
  const log = createLog('node', LOG_LEVEL)
  const shutdown = new Shutdown(log)
  try {
    const databases = await openDatabases({ DATA_DIR, ...environment }, { say, wanted: ['community'] })
    shutdown.add('databases', () => databases.stop())
    const keys = await openPseudonymKeys(databases, { DATA_DIR, ...environment })
    const open = openCommunity(urlsOf(databases, 'community').url, log, {
      server: { kind: 'NODE', community },
      keys,
    })
    shutdown.add('subgraph', () => open.close())
    const hub = nodeHub(config.hub, community, key.current)
    const hubKeys = createPublishedVerifier(
      new URL('/.well-known/jwks.json', config.hub).href,
      gatewayIssuer,
      nodeName(community),
    )
    // Without its hub a node still starts: nobody asks it then, and the keys are fetched when somebody does.
    await hubKeys.load().catch((error: unknown) => log.warn({ err: error }, 'the keys of the hub can not be had yet'))
    const app = serveNode({ subgraph: open.subgraph, community, key: key.current, verifyToken: hubKeys.verify, log })
    const port = options.port ?? PORT ?? nodePort
    const url = await app.listen({ host: HOST, port }).catch((error: unknown) => {
      throw explainListening(error, port)
    })
    shutdown.add('server', () => app.close())
    let isAnswering: boolean | undefined
    /** Tells a person when the node ceases to answer, or answers again. */
    const announce = (does: boolean, status: NodeStatus) => {
      if (isAnswering !== undefined && isAnswering !== does) {
        const who = does ? 'this node answers' : `this node no longer answers, and the register has it ${status}`
        say(`For the community ${community} ${who}.`)
      }
      isAnswering = does
    }
    const watch = watchPlaces({
      pool: open.pool,
      places: open.places,
      register: {
        ...hub.register,
        find: async (code) => {
          const entry = await hub.register.find(code)
          await key.follow(entry)
          return entry
        },
      },
      settle: (place, entry) => {
        const state = settleNode(place, entry, [key.current().kid])
        announce(answers(state), entry?.status ?? 'HOSTED')
        return state
      },
      log,
    })
    shutdown.add('watch of the register', () => watch.stop())
    if (invitation !== undefined) {
      let progress: Progress | undefined
      const rows = await joinHub({
        pool: open.pool,
        hub,
        keys,
        invitation,
        address: config.address ?? `${url}/graphql`,
        staleFor: config.staleFor ?? usuallyStaleFor,
        begin: (total) => (progress = showProgress(`Records of ${community}, rows`, total)),
        advance: (count) => progress?.advance(count),
      })
      progress?.finish()
      const { invitation: _used, ...joined } = config
      await writeNodeConfig(DATA_DIR, joined)
      say(`The community ${community} has moved here with ${rows} rows: counts and checksums of every table agree.`)
    }
    const closing = closeInBackground({ url: urlsOf(databases, 'community').url, log, byNode: true })
    shutdown.add('closing of periods', () => closing.stop())
    const route = { pool: open.pool, sender: hub.sender, receiver: 'borough', log } as const
    const relays = [
      startRelay({ ...route, deliver: deliverOverHub(config.hub, 'returns') }),
      startRelay({ ...route, cargo: publicationsCargo, deliver: deliverOverHub(config.hub, 'publications') }),
      startLogHeads({ pool: open.pool, sender: hub.sender, deliver: deliverOverHub(config.hub, 'heads'), log }),
      startEntrusting({ pool: open.pool, sender: hub.sender, processor: hub.processor, log }),
    ]
    const pruner = pruneTier('community', open.pool, log)
    shutdown.add('pruning', () => pruner.stop())
    for (const relay of relays) shutdown.add('relay', () => relay.stop())
    await open.places.readAnew()
    if (open.places.isHere(community)) return say(`The node of ${community} answers at ${url}/graphql`)
    say(
      `The node of ${community} listens at ${url}/graphql, but has not its records: another server answers. To move them here: hub node join --invitation TOKEN`,
    )
  } catch (error) {
    if (shutdown.hasBegun) return say('Interrupted. `hub node start` goes on where this one stopped.')
    await shutdown.run()
    throw error
  }
}
