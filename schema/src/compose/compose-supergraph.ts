import { composeServices } from '@apollo/composition'
import { type GraphQLError, type GraphQLSchema, parse } from 'graphql'
import type { Subgraph } from './read-subgraphs.js'

/** Composition's result: the supergraph, and what composition advises without refusing. */
export interface Composed {
  readonly supergraphSdl: string
  readonly hints: readonly string[]
  /** Makes the schema of what clients may ask. */
  readonly api: () => GraphQLSchema
}

/**
 * Composes subgraphs into one supergraph. Deterministic: the same subgraphs give the same text.
 *
 * @throws {CompositionFailed} with every fault: its code, the subgraph, the line in that subgraph's SDL.
 */
export function composeSupergraph(subgraphs: readonly Subgraph[]): Composed {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parseSdl(name, sdl) }))
  const result = composeServices(services)
  if (result.errors !== undefined) throw new CompositionFailed(result.errors.map(describe))
  return {
    supergraphSdl: `${result.supergraphSdl.trimEnd()}\n`,
    api: () => result.schema.toAPISchema().toGraphQLJSSchema(),
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  }
}

/** The subgraphs don't make one graph. `message` lists every fault, one a line. */
export class CompositionFailed extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The subgraphs can't be composed:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'CompositionFailed'
  }
}

function parseSdl(subgraph: string, sdl: string) {
  try {
    return parse(sdl)
  } catch (error) {
    const { message, locations } = error as GraphQLError
    throw new CompositionFailed([`${subgraph}, line ${locations?.[0]?.line ?? '?'}: ${message}`])
  }
}

function describe(error: GraphQLError): string {
  const lines = (error.nodes ?? [])
    .map((node) => node.loc?.startToken.line)
    .filter((line) => line !== undefined)
    .join(', ')
  return `${String(error.extensions['code'])}: ${error.message}${lines === '' ? '' : ` (line ${lines})`}`
}
