import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type NameNode,
  type SelectionNode,
  TypeInfo,
  isObjectType,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { holdsFor, isLeftOut } from '@shequ/schema/document/conditions'
import { type Fragments, fragmentsOf } from '@shequ/schema/document/fragments'
import type { Refusals } from '../access/refusals.js'
import { leaveOutRefused } from './leave-out-refused.js'
import { type TakenNames, keyOnWire, variableOnWire } from './wire-names.js'

const typename: FieldNode = { kind: Kind.FIELD, name: named('__typename') }

/** What decides how a document is planned. */
export interface WireTerms {
  readonly schema: GraphQLSchema
  readonly taken: TakenNames
  readonly conditions: Readonly<Record<string, unknown>>
  readonly refusals: Refusals | undefined
}

/**
 * A client's document as it is planned: without what its conditions leave out and without the conditions, without what its viewer may
 * not see, and with names that the planner takes for nothing else. Fragments that hold for all of their place are laid in, and none is spread twice in one place, since
 * the planner counts each. It also would skip a field with all that it holds when nothing of that is asked.
 */
export function toWire(document: DocumentNode, { schema, taken, conditions, refusals }: WireTerms): DocumentNode {
  const leaveOut = (node: ASTNode) =>
    'directives' in node && node.directives !== undefined && node.directives.length > 0
      ? isLeftOut(node, conditions)
        ? null
        : {
            ...node,
            directives: node.directives.filter(({ name: { value } }) => value !== 'skip' && value !== 'include'),
          }
      : undefined
  const types = new TypeInfo(schema)
  const fragments = fragmentsOf(document)
  const withoutRefused = refusals && leaveOutRefused(refusals, types)
  const visitor = visitWithTypeInfo(types, {
    Variable(node) {
      const name = variableOnWire(node.name.value)
      return name === node.name.value ? undefined : { ...node, name: named(name) }
    },
    InlineFragment: leaveOut,
    FragmentSpread: leaveOut,
    Field(node) {
      const left = leaveOut(node)
      if (left === null) return null
      const seen = withoutRefused?.(node)
      if (seen !== undefined) return seen
      const field = (left ?? node) as FieldNode
      const key = (node.alias ?? node.name).value
      const wireKey = keyOnWire(key, node.name.value, taken)
      return wireKey === key ? left : { ...field, alias: named(wireKey) }
    },
    SelectionSet: {
      leave(node) {
        const parent = types.getParentType()
        const holds = (condition: string | undefined): boolean | undefined =>
          condition === undefined || condition === parent?.name
            ? true
            : isObjectType(parent)
              ? holdsFor(parent, condition, schema)
              : undefined
        const selections = laidIn(node.selections, { holds, fragments })
        return { ...node, selections: selections.length === 0 ? [typename] : selections }
      },
    },
  })
  return visit(document, visitor)
}

interface Place {
  /** Whether a fragment holds for all objects of the place, for none (false), or for some (undefined). */
  readonly holds: (condition: string | undefined) => boolean | undefined
  readonly fragments: Fragments
}

/** Selections with what is in inline fragments that hold for the whole place, without those that hold for none, and each named one once. */
function laidIn(
  selections: readonly SelectionNode[],
  place: Place,
  spread = new Set<string>(),
): readonly SelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const holds = place.holds(selection.typeCondition?.name.value)
      if (holds === true) return laidIn(selection.selectionSet.selections, place, spread)
      return holds === false ? [] : [selection]
    }
    const { value } = selection.name
    if (spread.has(value) || place.holds(place.fragments.get(value)?.typeCondition.name.value) === false) return []
    spread.add(value)
    return [selection]
  })
}

function named(value: string): NameNode {
  return { kind: Kind.NAME, value }
}
