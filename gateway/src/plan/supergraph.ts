import { ApolloGateway } from '@apollo/gateway'
import type { Logger } from '@shequ/process/log'
import { disableApolloTelemetry } from '@shequ/process/read-environment'
import { printSchema } from 'graphql'
import { asDataSource } from '../fetch/data-source.js'
import type { SourceFactory, SubgraphEndpoint, TierSource } from '../fetch/tier-source.js'
import { createPlainExecutor } from './execute/plain-executor.js'
import { asUnusable, checkSupergraph, subgraphNames } from './check-supergraph.js'

/** The graph that is served, its planner, and the sources of its subgraphs. */
export interface Supergraph {
  /** For `ApolloServer({ gateway })`, which loads it. */
  readonly gateway: Pick<ApolloGateway, 'load' | 'onSchemaLoadOrUpdate' | 'stop'>
  /** What clients may ask, as SDL with its descriptions. */
  apiSchemaSdl(): string
  /** The sources in use, by subgraph name. */
  sources(): ReadonlyMap<string, TierSource>
  /**
   * Serves another supergraph from the next request on; requests under way end on the one they began with.
   *
   * @throws {UnusableSupergraph} and goes on with the one before.
   */
  update(supergraphSdl: string): void
  /** Closes the sources. */
  close(): Promise<void>
}

/**
 * Prepares a supergraph for serving.
 *
 * @throws {UnusableSupergraph}
 */
export function createSupergraph(supergraphSdl: string, createSource: SourceFactory, log: Logger): Supergraph {
  checkSupergraph(supergraphSdl)
  disableApolloTelemetry()
  const sources = new Map<string, TierSource>()
  const plain = createPlainExecutor(sources)
  let apiSchemaSdl = ''
  let swap: ((sdl: string) => void) | undefined

  const sourceOf = (subgraph: SubgraphEndpoint) => {
    const source = createSource(subgraph)
    const replaced = sources.get(subgraph.name)
    sources.set(subgraph.name, source)
    replaced?.close().catch((error: unknown) => log.warn({ err: error }, 'a source did not close'))
    return asDataSource(source)
  }
  const closeAllBut = (names: ReadonlySet<string>) => {
    for (const [name, source] of sources) {
      if (names.has(name)) continue
      sources.delete(name)
      source.close().catch((error: unknown) => log.warn({ err: error }, 'a source did not close'))
    }
  }
  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      swap = update
      return { supergraphSdl }
    },
    buildService: sourceOf,
    validateSupergraph: true,
    __exposeQueryPlanExperimental: false,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const { document, queryHash, schema, request } = requestContext
      plain.learn({ queryPlan, document, queryHash, schema, operationName: request.operationName })
    },
    logger: {
      debug: (message?: unknown) => log.trace(message),
      info: (message?: unknown) => log.debug(message),
      warn: (message?: unknown) => log.warn(message),
      error: (message?: unknown) => log.error(message),
    },
  })
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    apiSchemaSdl = `${printSchema(apiSchema)}\n`
  })

  return {
    gateway: {
      async load(options) {
        const loaded = await gateway.load(options)
        return { ...loaded, executor: plain.before(loaded.executor) }
      },
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      stop: () => gateway.stop(),
    },
    apiSchemaSdl: () => apiSchemaSdl,
    sources: () => sources,
    update(sdl) {
      checkSupergraph(sdl)
      if (swap === undefined) throw new Error('The supergraph is updated before it was loaded.')
      try {
        swap(sdl)
      } catch (error) {
        throw asUnusable(error)
      }
      closeAllBut(subgraphNames(sdl))
    },
    async close() {
      await Promise.all([...sources.values()].map((source) => source.close()))
    },
  }
}
