import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  Kind,
  valueFromAST,
  visit,
} from 'graphql'
import { UnusableSupergraph } from '../supergraph-text/unusable-supergraph.js'
import { type AccessNames, readAccessNames } from './access-names.js'
import type { Rule, Rules } from './rule.js'

/** What the directives of a supergraph state, each at the type or field where it stands. */
export interface StatedRules {
  readonly types: ReadonlyMap<string, Rules>
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, Rules>
}

/** A supergraph without its access directives, which the planner does not take, and what they state. */
export interface TakenOut {
  readonly planned: DocumentNode
  readonly stated: StatedRules
}

const listsOfNames = new GraphQLNonNull(
  new GraphQLList(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString)))),
)

/**
 * Takes the links, definitions and applications of `@authenticated`, `@requiresScopes` and `@policy` out of a supergraph.
 *
 * @throws {UnusableSupergraph} for one that stands where it can't be enforced, or that can't be read.
 */
export function takeOutRules(document: DocumentNode): TakenOut {
  const names = readAccessNames(document)
  const types = new Map<string, Rules>()
  const fields = new Map<string, Rules>()
  if (names.directives.size === 0) return { planned: document, stated: { types, fields } }

  const state = (into: Map<string, Rules>, coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const rules = directives.flatMap((directive) => ruleOf(directive, coordinate, names) ?? [])
    if (rules.length > 0) into.set(coordinate, [...(into.get(coordinate) ?? []), ...rules])
  }
  for (const definition of document.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue
    const type = definition.name.value
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        for (const field of definition.fields ?? []) state(fields, `${type}.${field.name.value}`, field.directives)
        state(types, type, definition.directives)
        break
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_EXTENSION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        state(types, type, definition.directives)
    }
  }
  const planned = withoutRules(document, names)
  requireAllRead(document, planned.applications, names, [...types.values(), ...fields.values()].flat().length)
  return { planned: planned.document, stated: { types, fields } }
}

function ruleOf(directive: ConstDirectiveNode, coordinate: string, names: AccessNames): Rule | undefined {
  const spec = names.directives.get(directive.name.value)
  if (spec === undefined) return undefined
  if (spec === 'authenticated') return { kind: spec }
  const argument = spec === 'policy' ? 'policies' : 'scopes'
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value
  const anyOf = value && (valueFromAST(value, listsOfNames) as readonly (readonly string[])[] | undefined)
  if (anyOf !== undefined) return { kind: spec, anyOf }
  throw new UnusableSupergraph(`expected @${directive.name.value} at ${coordinate} to give lists of ${argument}.`)
}

/** The document without the directives, and how many applications were taken out. */
function withoutRules(document: DocumentNode, names: AccessNames) {
  let applications = 0
  const planned = visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (names.directives.has(name.value)) {
        applications += 1
        return null
      }
      const url = given.find((argument) => argument.name.value === 'url')?.value
      return name.value === names.link && url?.kind === Kind.STRING && names.urls.has(url.value) ? null : undefined
    },
    DirectiveDefinition: ({ name }) => (names.directives.has(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (names.scalars.has(name.value) ? null : undefined),
  })
  return { document: planned, applications }
}

/** Refuses a supergraph with a rule that nothing would enforce, so that what is planned and what is enforced are one graph. */
function requireAllRead(document: DocumentNode, applications: number, names: AccessNames, read: number): void {
  if (applications !== read) {
    throw new UnusableSupergraph(
      `expected ${list(names)} at fields, objects, interfaces, scalars and enums alone, where the gateway enforces them, but found them elsewhere too.`,
    )
  }
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      const joined = given.find((argument) => argument.name.value === 'name')?.value
      if (name.value !== 'join__directive' || joined?.kind !== Kind.STRING || !names.directives.has(joined.value))
        return
      throw new UnusableSupergraph(
        `expected @${joined.value} to stand in the supergraph itself, but found it in a @join__directive.`,
      )
    },
  })
}

function list({ directives }: AccessNames): string {
  return [...directives.keys()].map((name) => `@${name}`).join(', ')
}
