import type { GatewayConfig } from '@shequ/gateway/config'
import { inProcessSource } from '@shequ/gateway/fetch/in-process-source'
import { buildGateway, type Gateway } from '@shequ/gateway/server'
import type { SourceFactory } from '@shequ/gateway/fetch/tier-source'
import type { OwnIssuer } from '@shequ/gateway/request/issuers/own-issuer'
import { configuredIssuers } from '@shequ/gateway/request/issuers/read-issuers'
import { recentFolder } from '@shequ/gateway/request/recent/recent-file'
import { type RoutedSourcesOptions, hubSources, routedSources } from '@shequ/gateway/service-sources'
import type { SharedState } from '@shequ/gateway/workers/shared-state'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { localIssuer } from '@shequ/process/keys/viewer-token'
import type { Logger } from '@shequ/process/log'
import { readContracts, readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { maskError } from '@shequ/subgraph/errors/mask-errors'
import { type Subgraph, readyAnswer } from '@shequ/subgraph/subgraph'
import { gatewayKeyName, keysFolder, localKeyName } from './keys.js'

/** How often the register of nodes is read, and the nodes' health reported, in milliseconds. */
export type RoutingPace = Pick<RoutedSourcesOptions, 'registerInterval' | 'reportInterval'>

/**
 * Builds the hub's gateway over subgraphs that run in this process, called without HTTP. A tier that is not among them
 * is asked as a service, where the configuration says.
 */
export async function serveHub(
  config: GatewayConfig,
  subgraphs: readonly Subgraph[],
  log: Logger,
  pace: RoutingPace = {},
  ownIssuer?: OwnIssuer,
  state?: SharedState,
): Promise<Gateway> {
  const folder = keysFolder(config.DATA_DIR)
  const [issuerKey, gatewayKey] = await Promise.all([
    loadOrCreateSigningKey(folder, localKeyName),
    loadOrCreateSigningKey(folder, gatewayKeyName),
  ])
  const services = hubSources(config, gatewayKey, log, state?.writes)
  const inProcess: SourceFactory = (endpoint) => {
    const subgraph = subgraphs.find(({ tier }) => tier === endpoint.name)
    if (!subgraph) return services(endpoint)
    const health = () => healthOf(subgraph, log)
    return inProcessSource({
      name: endpoint.name,
      call: subgraph.call,
      health,
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      log,
    })
  }
  const routing = routedSources(inProcess, config, gatewayKey, log, {
    name: state?.name,
    place: state?.place,
    ...pace,
  })
  return buildGateway({
    config,
    supergraphSdl: readSupergraph(),
    contracts: readContracts(),
    sources: routing.sources,
    name: routing.gateway,
    faults: routing.faults,
    state,
    issuer: { issuer: localIssuer, keys: { keys: [issuerKey.publicJwk] } },
    issuers: await configuredIssuers(config),
    ...(ownIssuer && { ownIssuer }),
    recentOperations: recentFolder(config.DATA_DIR),
    publicKeys: { keys: [gatewayKey.publicJwk] },
    log,
  })
}

async function healthOf(subgraph: Subgraph, log: Logger) {
  try {
    await subgraph.checkHealth()
    return await readyAnswer(subgraph)
  } catch (error) {
    return { ready: false, detail: maskError(error, log).code }
  }
}
