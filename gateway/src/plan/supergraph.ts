import type { Logger } from '@shequ/process/log'
import { type GraphQLSchema, printSchema } from 'graphql'
import type { SourceFactory, SubgraphEndpoint, TierSource } from '../fetch/tier-source.js'
import { checkSupergraph, parseSupergraph } from './check-supergraph.js'
import { createExecutor } from './execute/executor.js'
import { contractGraph } from './prepare/contract-graph.js'
import type { Gateway } from './prepare/gateway-types.js'
import { type Graph, buildGraph } from './prepare/graph.js'
import type { CacheHints } from './prepare/read-cache-hints.js'
import { asUnusable } from './supergraph-text/unusable-supergraph.js'
import type { CostDirectives } from './prepare/read-costs.js'

type SchemaListener = Parameters<NonNullable<Gateway['onSchemaLoadOrUpdate']>>[0]

/** The graph that is served, its planner, and the sources of its subgraphs. */
export interface Supergraph {
  /** For `ApolloServer({ gateway })`, which loads it. */
  readonly gateway: Gateway
  /** The same for the clients of each role that get a part of the graph, its contract, in the place of the whole. */
  readonly contracts: ReadonlyMap<string, Gateway>
  /** What clients may ask, as SDL with its descriptions: of the whole, or of a contract. */
  apiSchemaSdl(contract?: string): string
  /** For how long caches may keep what is asked of a schema that is served. */
  cacheHintsOf(schema: GraphQLSchema): CacheHints
  /** What the fields of a schema that is served cost. */
  costsOf(schema: GraphQLSchema): CostDirectives
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

interface Shown {
  readonly graph: Graph
  readonly sdl: string
}

interface Open {
  readonly source: TierSource
  readonly url: string | undefined
}

/** What clients are shown: the whole graph, or a contract by its name. */
type Part = string | undefined

/**
 * Prepares a supergraph for serving.
 *
 * @param contracts what the clients of some roles are shown in the place of the whole, as SDL by the role
 * @throws {UnusableSupergraph}
 */
export function createSupergraph(
  supergraphSdl: string,
  createSource: SourceFactory,
  log: Logger,
  contracts: ReadonlyMap<string, string> = new Map(),
): Supergraph {
  const graphs = new WeakMap<GraphQLSchema, Graph>()
  const open = new Map<string, Open>()
  const sources = new Map<string, TierSource>()
  const parts: readonly Part[] = [undefined, ...contracts.keys()]
  const listeners = new Map(parts.map((part) => [part, new Set<SchemaListener>()]))
  let current = use(supergraphSdl)

  function use(sdl: string): ReadonlyMap<Part, Shown> {
    const document = checkSupergraph(sdl)
    try {
      const graph = buildGraph(document)
      const shown = new Map<Part, Shown>([[undefined, { graph, sdl }]])
      for (const [name, part] of contracts) {
        shown.set(name, { graph: contractGraph(graph, parseSupergraph(part)), sdl: part })
      }
      openSources(graph.subgraphs)
      for (const { graph: own } of shown.values()) graphs.set(own.api, own)
      return shown
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

  const shownOf = (part: Part): Shown => {
    const shown = current.get(part)
    if (shown === undefined) throw new Error(`Expected a contract that is served, but got ${part}.`)
    return shown
  }
  const tell = (part: Part) => {
    const { graph, sdl } = shownOf(part)
    for (const listener of listeners.get(part) ?? []) listener({ apiSchema: graph.api, coreSupergraphSdl: sdl })
  }
  const gatewayOf = (part: Part): Gateway => ({
    load: async () => {
      tell(part)
      return { executor: createExecutor((schema) => graphOf(graphs, schema), sources) }
    },
    onSchemaLoadOrUpdate(listener) {
      listeners.get(part)?.add(listener)
      return () => void listeners.get(part)?.delete(listener)
    },
    stop: async () => undefined,
  })

  return {
    gateway: gatewayOf(undefined),
    contracts: new Map([...contracts.keys()].map((name) => [name, gatewayOf(name)])),
    apiSchemaSdl: (contract) => `${printSchema(shownOf(contract).graph.api)}\n`,
    cacheHintsOf: (schema) => graphOf(graphs, schema).cacheHints,
    costsOf: (schema) => graphOf(graphs, schema).costs,
    sources: () => sources,
    update(sdl) {
      current = use(sdl)
      parts.forEach(tell)
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
