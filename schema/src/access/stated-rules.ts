import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  Kind,
  valueFromAST,
} from 'graphql'
import type { Rule, Rules } from './rule.js'

/** The directives that say who may read what. */
export type AccessSpec = Rule['kind']

export const accessSpecs: ReadonlySet<string> = new Set<AccessSpec>(['authenticated', 'requiresScopes', 'policy'])

/** What the access directives of a supergraph state, each at the type or field where it stands. */
export interface StatedRules {
  readonly types: ReadonlyMap<string, Rules>
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, Rules>
}

const ownNames = new Map([...accessSpecs].map((spec) => [spec, spec as AccessSpec]))

const listsOfNames = new GraphQLNonNull(
  new GraphQLList(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString)))),
)

/**
 * Reads the access directives of a supergraph.
 *
 * @param directives the directives by their names in this document
 * @throws {Error} for one whose argument can't be read.
 */
export function statedRules(
  document: DocumentNode,
  directives: ReadonlyMap<string, AccessSpec> = ownNames,
): StatedRules {
  const types = new Map<string, Rules>()
  const fields = new Map<string, Rules>()
  const state = (into: Map<string, Rules>, coordinate: string, applied: readonly ConstDirectiveNode[] = []) => {
    const rules = applied.flatMap((directive) => {
      const spec = directives.get(directive.name.value)
      return spec === undefined ? [] : [ruleOf(directive, spec, coordinate)]
    })
    if (rules.length > 0) into.set(coordinate, [...(into.get(coordinate) ?? []), ...rules])
  }
  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        for (const { name, directives: applied } of definition.fields ?? []) {
          state(fields, `${definition.name.value}.${name.value}`, applied)
        }
        state(types, definition.name.value, definition.directives)
        break
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_EXTENSION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        state(types, definition.name.value, definition.directives)
    }
  }
  return { types, fields }
}

function ruleOf({ name, arguments: given = [] }: ConstDirectiveNode, spec: AccessSpec, coordinate: string): Rule {
  if (spec === 'authenticated') return { kind: spec }
  const argument = spec === 'policy' ? 'policies' : 'scopes'
  const value = given.find((one) => one.name.value === argument)?.value
  const anyOf = value && (valueFromAST(value, listsOfNames) as readonly (readonly string[])[] | undefined)
  if (anyOf !== undefined) return { kind: spec, anyOf }
  throw new Error(`expected @${name.value} at ${coordinate} to give lists of ${argument}.`)
}
