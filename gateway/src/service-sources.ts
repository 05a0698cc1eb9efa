import { nodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import type { Logger } from '@shequ/process/log'
import { type WorkerPlace, alone, shareOf } from '@shequ/process/workers/worker-place'
import type { GatewayConfig } from './config.js'
import { httpSource } from './fetch/http-source.js'
import type { NodeLimits } from './fetch/nodes/node-limits.js'
import { type OwnerRouting, type RoutingOptions, routeByOwner } from './fetch/nodes/route-by-owner.js'
import { type Writes, createSharedReads } from './fetch/shared-reads.js'
import { createViewerSigner } from './fetch/sign-viewer.js'
import type { SourceFactory, SubgraphEndpoint } from './fetch/tier-source.js'
import { UnusableSupergraph } from './plan/supergraph-text/unusable-supergraph.js'

/** The hub's tiers as services: where the configuration or else the supergraph says, told by a signed token who asks. */
export function hubSources(config: GatewayConfig, signingKey: SigningKey, log: Logger, writes?: Writes): SourceFactory {
  const addresses: Readonly<Record<string, string | undefined>> = {
    city: config.CITY_URL,
    borough: config.BOROUGH_URL,
    community: config.COMMUNITY_URL,
  }
  const signViewer = createViewerSigner(signingKey)
  const sharedReads = config.SHARE_READS ? createSharedReads(writes) : undefined
  return (subgraph) =>
    httpSource({
      name: subgraph.name,
      url: addresses[subgraph.name] ?? addressOf(subgraph),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      signViewer,
      sharedReads,
      readiness: 'endpoint',
      log,
    })
}

/** The subgraphs of any other supergraph: where it says, and without a word on who asks. */
export function foreignSources(config: GatewayConfig, log: Logger, writes?: Writes): SourceFactory {
  const sharedReads = config.SHARE_READS ? createSharedReads(writes) : undefined
  return (subgraph) =>
    httpSource({
      name: subgraph.name,
      url: addressOf(subgraph),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      signViewer: undefined,
      sharedReads,
      readiness: 'typename',
      log,
    })
}

export interface RoutedSourcesOptions extends Pick<RoutingOptions, 'name' | 'registerInterval' | 'reportInterval'> {
  /** Which of the gateway's processes this one is: it has its share of the connections to nodes. */
  readonly place?: WorkerPlace | undefined
}

/** The hub's tiers with the community tier routed by owner: to the hosted server, or to a community's own node. */
export function routedSources(
  inner: SourceFactory,
  config: GatewayConfig,
  signingKey: SigningKey,
  log: Logger,
  { place = alone, ...options }: RoutedSourcesOptions = {},
): OwnerRouting {
  return routeByOwner(inner, {
    ...options,
    limits: nodeLimits(config, place),
    signViewer: createViewerSigner(signingKey),
    log,
  })
}

/** A node is left alone after two failures in a row, at first for a second. */
function nodeLimits(config: GatewayConfig, place: WorkerPlace): NodeLimits {
  const connections = shareOf(config.NODE_CONNECTIONS, place)
  return {
    timeout: config.NODE_TIMEOUT_MS,
    connections,
    queue: connections * 8,
    responseLimit: config.NODE_RESPONSE_LIMIT,
    cooldown: { failures: 2, shortest: Math.min(1_000, config.NODE_COOLDOWN_MS), longest: config.NODE_COOLDOWN_MS },
    addresses: nodeAddresses(config.NODE_ADDRESSES ?? ''),
  }
}

function addressOf({ name, url }: SubgraphEndpoint): string {
  if (url !== undefined && URL.canParse(url) && /^https?:/.test(url)) return url
  throw new UnusableSupergraph(`expected an http(s) address for the subgraph ${name}, but got ${url || 'none'}.`)
}
