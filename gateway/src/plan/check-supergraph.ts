import { narrowNames } from '@shequ/schema/narrow-names'
import { type DocumentNode, type GraphQLError, Kind, parse } from 'graphql'

/** The supergraph can't be served; the message says why and what to do. */
export class UnusableSupergraph extends Error {
  constructor(reason: string) {
    super(`The supergraph can't be served: ${reason}`)
    this.name = 'UnusableSupergraph'
  }
}

/** What the query planner says against a supergraph, in the same form as what is found before it. */
export function asUnusable(error: unknown): UnusableSupergraph {
  return error instanceof UnusableSupergraph
    ? error
    : new UnusableSupergraph(error instanceof Error ? error.message : String(error))
}

/** The subgraphs that a supergraph names. */
export function subgraphNames(sdl: string): ReadonlySet<string> {
  return new Set([...sdl.matchAll(/@join__graph\(\s*name:\s*"([^"]+)"/g)].map(([, name]) => name ?? ''))
}

/**
 * Specs that a supergraph may link and that change who may read what, or how a query is executed. The query planner
 * does not enforce them, and serving a graph without the access rules its authors wrote would open it.
 */
const refusedSpecs = ['authenticated', 'requiresScopes', 'policy', 'context']

/**
 * Refuses text that is no Federation 2 supergraph, and supergraphs with rules that the gateway would not keep.
 *
 * @throws {UnusableSupergraph}
 */
export function checkSupergraph(sdl: string): void {
  const specs = linkedSpecs(parseSupergraph(sdl))
  if (!specs.has('join')) {
    throw new UnusableSupergraph(
      'expected a composed Federation 2 supergraph, which links https://specs.apollo.dev/join, but this document does ' +
        'not. Compose the subgraphs first.',
    )
  }
  const refused = refusedSpecs.filter((spec) => specs.has(spec))
  if (refused.length > 0) {
    throw new UnusableSupergraph(
      `it uses ${refused.map((spec) => `@${spec}`).join(', ')}, which this gateway does not enforce. ` +
        'Take the directives out of the subgraphs and enforce the rules there.',
    )
  }
}

function parseSupergraph(sdl: string): DocumentNode {
  try {
    return parse(narrowNames(sdl))
  } catch (error) {
    const { message, locations } = error as GraphQLError
    throw new UnusableSupergraph(`it is not GraphQL: ${message} (line ${locations?.[0]?.line ?? '?'})`)
  }
}

/** The names of the specs that the schema definition links: `…/join/v0.3` is `join`. */
function linkedSpecs(document: DocumentNode): ReadonlySet<string> {
  const specs = new Set<string>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue
    for (const directive of definition.directives ?? []) {
      for (const { name, value } of directive.arguments ?? []) {
        if (name.value !== 'url' || value.kind !== Kind.STRING) continue
        const spec = /\/([^/]+)\/v\d+(?:\.\d+)*\/?$/.exec(value.value)?.[1]
        if (spec !== undefined) specs.add(spec)
      }
    }
  }
  return specs
}
