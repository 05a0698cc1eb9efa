import { anonymous } from '@shequ/schema/viewer'
import { getOperationAST, parse } from 'graphql'
import { createExecutor } from '../plan/execute/executor.js'
import type { Executor } from '../plan/prepare/gateway-types.js'
import { type Graph, buildGraph } from '../plan/prepare/graph.js'
import type { TierSource } from '../fetch/tier-source.js'

type Result = Awaited<ReturnType<Executor>>

/** A graph that is asked without a server before it. */
export interface AskedGraph {
  readonly graph: Graph
  readonly ask: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Result>
}

/** Asks the gateway's executor about a supergraph. */
export function askGraph(supergraphSdl: string, sources: ReadonlyMap<string, TierSource>): AskedGraph {
  const graph = buildGraph(parse(supergraphSdl))
  const executor = createExecutor(() => graph, sources)
  return {
    graph,
    async ask(query, variables = {}) {
      const document = parse(query)
      return await executor({
        schema: graph.api,
        document,
        operation: getOperationAST(document),
        queryHash: query,
        request: { variables: { ...variables } },
        context: { viewer: anonymous, signal: new AbortController().signal },
      } as unknown as Parameters<Executor>[0])
    },
  }
}
