import {
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { UnusableSupergraph } from '../supergraph-text/unusable-supergraph.js'
import type { Rules } from '@shequ/schema/access/rule'
import { settleInterfaces } from './settle-interfaces.js'
import type { StatedRules } from '@shequ/schema/access/stated-rules'

/** What a viewer needs for each type and field of a graph, with all that follows from what its directives state. */
export interface Guard {
  /** Whether the graph has any rule. */
  readonly isOpen: boolean
  ofType(type: string): Rules
  /** Those of the field itself, of what it gives, and of the fields that it is made from. */
  ofField(type: string, field: string): Rules
}

/** The guard of a graph without rules. */
export const open: Guard = { isOpen: true, ofType: () => [], ofField: () => [] }

/**
 * Makes the guard of a graph.
 *
 * @param whole all types, as the planner has them
 * @param required the fields that others are made from, by `Type.field`
 *
 * @throws {UnusableSupergraph} for a rule on something that is not in the graph that is planned.
 */
export function createGuard(
  stated: StatedRules,
  whole: GraphQLSchema,
  required: ReadonlyMap<string, readonly SelectionNode[]>,
): Guard {
  if (stated.types.size === 0 && stated.fields.size === 0) return open
  requireKnown(stated, whole)
  const { types, fields } = settleInterfaces(stated, whole)
  const known = new Map<string, Rules>()

  const ofType = (type: string): Rules => types.get(type) ?? []

  function ofField(type: string, field: string): Rules {
    const coordinate = `${type}.${field}`
    const found = known.get(coordinate)
    if (found !== undefined) return found
    // What requires itself in a circle adds nothing.
    known.set(coordinate, [])
    const definition = fieldOf(whole.getType(type), field)
    const rules = distinct([
      ...(fields.get(coordinate) ?? []),
      ...(definition === undefined ? [] : ofType(getNamedType(definition.type).name)),
      ...(required.get(coordinate) ?? []).flatMap((selection) => ofSelection(selection, type)),
    ])
    known.set(coordinate, rules)
    return rules
  }

  /** What is needed for the fields that another field is made from: who may not read them may not read what tells of them. */
  function ofSelection(selection: SelectionNode, parent: string): Rules {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value ?? parent
      return [...ofType(type), ...selection.selectionSet.selections.flatMap((inner) => ofSelection(inner, type))]
    }
    const definition = fieldOf(whole.getType(parent), selection.name.value)
    if (definition === undefined) return []
    const type = getNamedType(definition.type).name
    const inner = selection.selectionSet?.selections.flatMap((below) => ofSelection(below, type)) ?? []
    return [...ofField(parent, selection.name.value), ...inner]
  }

  return { isOpen: false, ofType, ofField }
}

function fieldOf(type: GraphQLNamedType | undefined, field: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined
}

function distinct(rules: Rules): Rules {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()]
}

function requireKnown({ types, fields }: StatedRules, whole: GraphQLSchema): void {
  const unknown = [
    ...[...types.keys()].filter((type) => whole.getType(type) === undefined),
    ...[...fields.keys()].filter((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.')
      return fieldOf(whole.getType(type), field) === undefined
    }),
  ]
  if (unknown.length === 0) return
  throw new UnusableSupergraph(`it says who may read ${unknown.join(', ')}, which the graph that is planned has not.`)
}
