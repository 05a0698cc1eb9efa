import { loopbackRanges, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import { createSigningKey, type SigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { parse } from 'graphql'
import type { TierAnswer, TierRequest, TierSource } from '../fetch/tier-source.js'
import { recordChecker } from '../fetch/nodes/check-records.js'
import { LastAnswers } from '../fetch/nodes/last-answers.js'
import { NodeCounts } from '../fetch/nodes/node-counts.js'
import { type NodeDirectory, createNodeDirectory } from '../fetch/nodes/node-directory.js'
import type { NodeEntry } from '../fetch/nodes/node-entry.js'
import type { NodeLimits } from '../fetch/nodes/node-limits.js'
import { openNode } from '../fetch/nodes/open-node.js'
import { requestSplitter } from '../fetch/nodes/split-request.js'
import { tierSchema } from '../fetch/nodes/tier-schema.js'
import { inProcessSource } from '../fetch/in-process-source.js'
import { routedSource } from '../fetch/nodes/routed-source.js'
import { createViewerSigner } from '../fetch/sign-viewer.js'
import { type CommunityServer, type Standing, communitySdl, communityServer } from './community-tier.js'
import { type NodeServer, startNode } from './node-server.js'

/** The community tier with a hosted server and nodes, routed by owner, as a test drives it. */
export interface RoutedTier {
  readonly source: TierSource
  readonly hosted: CommunityServer
  readonly directory: NodeDirectory
  readonly counts: NodeCounts
  readonly gatewayKey: SigningKey
  /** What the hosted server was asked, as it was handed on. */
  readonly handedOn: TierRequest[]
  /** What the register holds that the directory has not been told yet: `refresh` tells it. */
  readonly pending: NodeEntry[]
  /** How often the directory was refreshed. */
  refreshes: number
  /** Milliseconds by which the clock of last answers is ahead. */
  ahead: number
  /** Starts a node for a community and routes to it. */
  addNode(community: string, standing?: () => Standing): Promise<NodeServer & { readonly server: CommunityServer }>
  ask(request: Partial<TierRequest> & Pick<TierRequest, 'query'>): Promise<TierAnswer>
  close(): Promise<void>
}

export const quickLimits: NodeLimits = {
  timeout: 2_000,
  connections: 4,
  queue: 8,
  responseLimit: 100_000,
  cooldown: { failures: 1_000, shortest: 100, longest: 400 },
  addresses: nodeAddresses(loopbackRanges),
}

/** Opens one. */
export async function openRoutedTier(
  limits: Partial<NodeLimits> = {},
  standing: (code: string) => Standing = () => 'HERE',
): Promise<RoutedTier> {
  const log = createLog('test', 'silent')
  const gatewayKey = await createSigningKey()
  const counts = new NodeCounts()
  const checkRecords = recordChecker(communitySdl)
  const signViewer = createViewerSigner(gatewayKey)
  const servers: NodeServer[] = []
  const handedOn: TierRequest[] = []
  const pending: NodeEntry[] = []
  const hosted = communityServer(standing)
  const refresh = async () => {
    tier.refreshes += 1
    directory.apply(pending.splice(0))
  }
  const directory = createNodeDirectory(
    (entry) =>
      openNode(entry, {
        limits: { ...quickLimits, ...limits },
        signViewer,
        checkRecords,
        counts,
        gateway: 'gateway-1',
        refresh,
        log,
      }),
    () => undefined,
  )
  const inner = inProcessSource({
    name: 'community',
    call: hosted.call,
    health: async () => ({ ready: true }),
    timeout: 5_000,
    responseLimit: 1_000_000,
    log,
  })
  const source = routedSource({
    hosted: {
      ...inner,
      ask: (request) => {
        handedOn.push(request)
        return inner.ask(request)
      },
    },
    directory,
    last: new LastAnswers(100_000, () => Date.now() + tier.ahead),
    split: requestSplitter(tierSchema(parse(communitySdl))),
    loaded: Promise.resolve(),
    refresh,
    close: () => directory.close(),
  })
  const tier: RoutedTier = {
    source,
    hosted,
    directory,
    counts,
    gatewayKey,
    handedOn,
    pending,
    refreshes: 0,
    ahead: 0,
    async addNode(community, nodeStanding = () => 'HERE') {
      const server = communityServer((code) => (code === community ? nodeStanding() : 'UNKNOWN'))
      const node = await startNode({ community, call: server.call, gatewayKeys: { keys: [gatewayKey.publicJwk] } })
      servers.push(node)
      directory.apply([node.entry])
      return { ...node, server }
    },
    ask: (request) => source.ask({ variables: {}, viewer: anonymousViewer, ...request }),
    async close() {
      await Promise.all(servers.map((server) => server.close()))
      await source.close()
    },
  }
  return tier
}

const anonymousViewer: TierRequest['viewer'] = {
  subject: 'anonymous',
  role: 'anonymous',
  division: null,
  organisation: null,
  scopes: [],
}
