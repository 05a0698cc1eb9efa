import { narrowNames } from '@shequ/schema/narrow-names'
import { type DocumentNode, type GraphQLError, parse } from 'graphql'
import { readLinks } from './supergraph-text/links.js'
import { UnusableSupergraph } from './supergraph-text/unusable-supergraph.js'

/** The subgraphs that a supergraph names. */
export function subgraphNames(sdl: string): ReadonlySet<string> {
  return new Set([...sdl.matchAll(/@join__graph\(\s*name:\s*"([^"]+)"/g)].map(([, name]) => name ?? ''))
}

/** Specs that a supergraph may link and that change how a query is executed, which the gateway does not know. */
const refusedSpecs = ['context']

/**
 * Parses a supergraph. Refuses text that is no Federation 2 supergraph, and supergraphs that the gateway would execute wrongly.
 *
 * @throws {UnusableSupergraph}
 */
export function checkSupergraph(sdl: string): DocumentNode {
  const document = parseSupergraph(sdl)
  const specs = new Set(readLinks(document).links.map(({ spec }) => spec))
  if (!specs.has('join')) {
    throw new UnusableSupergraph(
      'expected a composed Federation 2 supergraph, which links https://specs.apollo.dev/join, but this document does ' +
        'not. Compose the subgraphs first.',
    )
  }
  const refused = refusedSpecs.filter((spec) => specs.has(spec))
  if (refused.length > 0) {
    throw new UnusableSupergraph(
      `it uses ${refused.map((spec) => `@${spec}`).join(', ')}, which this gateway does not know. ` +
        'Take the directives out of the subgraphs.',
    )
  }
  return document
}

/** Parses a supergraph. @throws {UnusableSupergraph} */
export function parseSupergraph(sdl: string): DocumentNode {
  try {
    return parse(narrowNames(sdl))
  } catch (error) {
    const { message, locations } = error as GraphQLError
    throw new UnusableSupergraph(`it is not GraphQL: ${message} (line ${locations?.[0]?.line ?? '?'})`)
  }
}
