import { join } from 'node:path'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { localIssuer } from '@shequ/process/keys/viewer-token'
import type { FastifyInstance } from 'fastify'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { readContracts, readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { gatewayEnvironment } from './config.js'
import { type Listening, listen } from './listen.js'
import { buildGateway } from './server.js'
import { foreignSources, hubSources, routedSources } from './service-sources.js'
import { configuredIssuers } from './request/issuers/read-issuers.js'
import { ownIssuerAt } from './request/issuers/own-issuer.js'
import { recentFolder } from './request/recent/recent-file.js'
import { readSupergraphFrom } from './plan/read-supergraph.js'
import type { SharedState } from './workers/shared-state.js'

/** How `hub gateway` was called. */
export interface GatewayOptions {
  /** A file or address of any Federation 2 supergraph; without it, the hub's own is served. */
  readonly supergraph?: string | undefined
  /** What is there, where it was read already. */
  readonly supergraphSdl?: string | undefined
  /** Takes the place of PORT, which holds by default. 0 takes any free port. */
  readonly port?: number | undefined
  /** What it has in common with other processes that serve the same port. By default it serves alone. */
  readonly state?: SharedState | undefined
  /** Serves more than the gateway does, on its server. */
  readonly extend?: ((app: FastifyInstance) => Promise<void>) | undefined
}

/**
 * Runs the gateway as a service of its own, over subgraphs that run elsewhere.
 *
 * @throws {InvalidEnvironment} {@link UnusableSupergraph} {@link AddressUnavailable} {@link UnusableKey} {@link UnusableIssuers}
 */
export async function runGateway(options: GatewayOptions = {}, environment?: NodeJS.ProcessEnv): Promise<Listening> {
  const config = readEnvironment(gatewayEnvironment, environment)
  const log = createLog('gateway', config.LOG_LEVEL)
  const tellOfIssuer = (error: unknown) => log.warn({ err: error }, 'the hub’s issuer is out of reach')
  const keys = join(config.DATA_DIR, 'keys')
  const [signingKey, issuerKey] = await Promise.all([
    loadOrCreateSigningKey(keys, 'gateway'),
    loadOrCreateSigningKey(keys, 'issuer'),
  ])
  const { state } = options
  const routing =
    options.supergraph === undefined
      ? routedSources(hubSources(config, signingKey, log, state?.writes), config, signingKey, log, {
          name: state?.name,
          place: state?.place,
        })
      : undefined
  const { app } = await buildGateway({
    config,
    supergraphSdl: await supergraphOf(options),
    ...(options.supergraph === undefined && { contracts: readContracts() }),
    sources: routing?.sources ?? foreignSources(config, log, state?.writes),
    state,
    ...(routing && { name: routing.gateway, faults: routing.faults }),
    issuer: { issuer: localIssuer, keys: { keys: [issuerKey.publicJwk] } },
    issuers: await configuredIssuers(config),
    recentOperations: recentFolder(config.DATA_DIR),
    ...(config.ISSUER_URL !== undefined && { ownIssuer: ownIssuerAt(config.ISSUER_URL, tellOfIssuer) }),
    publicKeys: { keys: [signingKey.publicJwk] },
    startPage: options.supergraph === undefined ? 'hub' : 'gateway',
    log,
  })
  await options.extend?.(app)
  return await listen(app, config.HOST, options.port ?? config.PORT)
}

async function supergraphOf({ supergraph, supergraphSdl }: GatewayOptions): Promise<string> {
  if (supergraph === undefined) return readSupergraph()
  return supergraphSdl ?? (await readSupergraphFrom(supergraph))
}
