import { type ExecutionResult, execute, parse } from 'graphql'
import type { TierSource } from '../../fetch/tier-source.js'
import { type AskedGraph, askGraph } from '../ask-graph.js'
import { type CountedSources, countedSources } from '../counted-sources.js'
import { type Shape, callOf, supergraphOf } from './shape.js'

/** What a shape was answered, and what it had to be answered. */
export interface ComparedAnswer extends CountedSources {
  readonly answer: Awaited<ReturnType<AskedGraph['ask']>>
  readonly expected: ExecutionResult
}

/**
 * Asks a shape a question, and the same of graphql-js over one schema.
 *
 * @param replace gives what a subgraph does in the place of answering
 */
export async function compareShape(
  shape: Shape,
  query = shape.query,
  replace?: (ask: TierSource['ask'], name: string) => TierSource['ask'],
): Promise<ComparedAnswer> {
  const calls = new Map([...shape.subgraphs].map(([name, subgraph]) => [name, callOf(subgraph)]))
  const counted = countedSources(calls, replace)
  const { graph, ask } = askGraph(supergraphOf(shape), counted.sources)
  const answer = await ask(query)
  const expected = await execute({ schema: graph.api, document: parse(query), rootValue: shape.root })
  return { answer, expected: JSON.parse(JSON.stringify(expected)) as ExecutionResult, ...counted }
}
