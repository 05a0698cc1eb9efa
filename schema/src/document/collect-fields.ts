import type { FieldNode, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql'
import { holdsFor, isLeftOut } from './conditions.js'
import type { Fragments } from './fragments.js'
import { layFlat } from './lay-flat.js'

/** The fields that one object answers, by response key, in the order in which a client asked for them. */
export type FieldsByKey = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>

/** What selections mean depends on. */
export interface Reading {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  /** The values of the variables that stand in conditions. */
  readonly conditions: Readonly<Record<string, unknown>>
}

/**
 * The fields that selection sets ask of a type (GraphQL §6.3.2): those of the same key stand together.
 *
 * @throws {GraphQLError} for a variable of a condition that is null.
 */
export function collectFields(
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: Iterable<SelectionSetNode>,
  { schema, fragments, conditions }: Reading,
): FieldsByKey {
  const byKey = new Map<string, [FieldNode, ...FieldNode[]]>()
  layFlat(
    Array.from(sets, (set) => [set, true] as const),
    {
      fragments,
      carry: (selection) => (isLeftOut(selection, conditions) ? undefined : true),
      enter: (condition) => (holdsFor(type, condition, schema) ? true : undefined),
      field: (node) => {
        const key = (node.alias ?? node.name).value
        const same = byKey.get(key)
        if (same === undefined) byKey.set(key, [node])
        else same.push(node)
      },
    },
  )
  return byKey
}
