import { type StatedRules, statedRules } from '@shequ/schema/access/stated-rules'
import { type DocumentNode, Kind, visit } from 'graphql'
import { UnusableSupergraph } from '../supergraph-text/unusable-supergraph.js'
import { type AccessNames, readAccessNames } from './access-names.js'

/** A supergraph without its access directives, which the planner does not take, and what they state. */
export interface TakenOut {
  readonly planned: DocumentNode
  readonly stated: StatedRules
}

/**
 * Takes the links, definitions and applications of `@authenticated`, `@requiresScopes` and `@policy` out of a supergraph.
 *
 * @throws {UnusableSupergraph} for one that stands where it can't be enforced.
 */
export function takeOutRules(document: DocumentNode): TakenOut {
  const names = readAccessNames(document)
  if (names.directives.size === 0) return { planned: document, stated: { types: new Map(), fields: new Map() } }
  const stated = statedRules(document, names.directives)
  const { planned, applications } = withoutRules(document, names)
  const read = [...stated.types.values(), ...stated.fields.values()].flat().length
  if (applications !== read) {
    const list = [...names.directives.keys()].map((name) => `@${name}`).join(', ')
    throw new UnusableSupergraph(
      `expected ${list} at fields, objects, interfaces, scalars and enums alone, where the gateway enforces them, but found them elsewhere too.`,
    )
  }
  return { planned, stated }
}

/** The document without the directives, and how many applications were taken out. */
function withoutRules(document: DocumentNode, names: AccessNames) {
  let applications = 0
  const planned = visit(document, {
    Directive({ name: { value }, arguments: given = [] }) {
      if (names.directives.has(value)) {
        applications += 1
        return null
      }
      const text = (argument: string) => {
        const found = given.find(({ name }) => name.value === argument)?.value
        return found?.kind === Kind.STRING ? found.value : ''
      }
      // Composition may keep a directive of one subgraph so; nothing would enforce it here.
      if (value === 'join__directive' && names.directives.has(text('name'))) applications += 1
      return value === names.link && names.urls.has(text('url')) ? null : undefined
    },
    DirectiveDefinition: ({ name }) => (names.directives.has(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (names.scalars.has(name.value) ? null : undefined),
  })
  return { planned, applications }
}
