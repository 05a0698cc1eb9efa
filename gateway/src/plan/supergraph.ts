import type { Logger } from '@shequ/process/log'
import { type GraphQLSchema, printSchema } from 'graphql'
import type { SourceFactory, SubgraphEndpoint, TierSource } from '../fetch/tier-source.js'
import { checkSupergraph } from './check-supergraph.js'
import { createExecutor } from './execute/executor.js'
import type { Gateway } from './prepare/gateway-types.js'
import { type Graph, buildGraph } from './prepare/graph.js'
import { asUnusable } from './supergraph-text/unusable-supergraph.js'

type SchemaListener = Parameters<NonNullable<Gateway['onSchemaLoadOrUpdate']>>[0]

/** The graph that is served, its planner, and the sources of its subgraphs. */
export interface Supergraph {
  /** For `ApolloServer({ gateway })`, which loads it. */
  readonly gateway: Gateway
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

interface Open {
  readonly source: TierSource
  readonly url: string | undefined
}

/**
 * Prepares a supergraph for serving.
 *
 * @throws {UnusableSupergraph}
 */
export function createSupergraph(supergraphSdl: string, createSource: SourceFactory, log: Logger): Supergraph {
  const graphs = new WeakMap<GraphQLSchema, Graph>()
  const open = new Map<string, Open>()
  const sources = new Map<string, TierSource>()
  const listeners = new Set<SchemaListener>()
  let current = use(supergraphSdl)

  function use(sdl: string): { readonly graph: Graph; readonly sdl: string } {
    const document = checkSupergraph(sdl)
    try {
      const graph = buildGraph(document)
      openSources(graph.subgraphs)
      graphs.set(graph.api, graph)
      return { graph, sdl }
    } catch (error) {
      throw asUnusable(error)
    }
  }

  /** Opens the sources that are new or have moved, and only when there are all closes those that are no longer named. */
  function openSources(subgraphs: readonly SubgraphEndpoint[]): void {
    const fresh = subgraphs
      .filter(({ name, url }) => !open.has(name) || open.get(name)?.url !== url)
      .map((subgraph) => ({ subgraph, source: createSource(subgraph) }))
    const names = new Set(subgraphs.map(({ name }) => name))
    for (const [name, { source }] of open) if (!names.has(name)) discard(name, source)
    for (const { subgraph, source } of fresh) {
      const { name, url } = subgraph
      const replaced = open.get(name)?.source
      if (replaced !== undefined) discard(name, replaced)
      open.set(name, { source, url })
      sources.set(name, source)
    }
  }

  function discard(name: string, source: TierSource): void {
    open.delete(name)
    sources.delete(name)
    source.close().catch((error: unknown) => log.warn({ err: error }, 'a source did not close'))
  }

  const tell = (listener: SchemaListener) => listener({ apiSchema: current.graph.api, coreSupergraphSdl: current.sdl })

  return {
    gateway: {
      load: async () => {
        for (const listener of listeners) tell(listener)
        return { executor: createExecutor((schema) => graphOf(graphs, schema), sources) }
      },
      onSchemaLoadOrUpdate(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      stop: async () => undefined,
    },
    apiSchemaSdl: () => `${printSchema(current.graph.api)}\n`,
    sources: () => sources,
    update(sdl) {
      current = use(sdl)
      for (const listener of listeners) tell(listener)
    },
    async close() {
      await Promise.all([...sources.values()].map((source) => source.close()))
    },
  }
}

function graphOf(graphs: WeakMap<GraphQLSchema, Graph>, schema: GraphQLSchema): Graph {
  const graph = graphs.get(schema)
  if (graph === undefined) throw new Error('Expected a schema of a supergraph that is served.')
  return graph
}
