import { type FieldNode, type InlineFragmentNode, Kind, type TypeInfo, isAbstractType } from 'graphql'
import { mostSteps, tooLarge } from './measure-operation.js'
import type { Refusals } from '../access/refusals.js'

/**
 * Makes what is asked in the place of a field, so that nobody is asked for what may not be seen: nothing (null), the field itself
 * (undefined), or the field of those objects alone whose types allow it.
 *
 * @param types where the walk is that comes to the field
 */
export function leaveOutRefused(
  refusals: Refusals,
  types: TypeInfo,
): (node: FieldNode) => InlineFragmentNode | null | undefined {
  let copies = 0
  return (node) => {
    const parent = types.getParentType()
    const field = node.name.value
    if (!parent || field.startsWith('__') || refusals.ofField(parent.name, field) === undefined) return undefined
    if (!isAbstractType(parent)) return null
    const allowed = refusals.typesToAsk(parent.name, field)
    if (allowed.length === 0) return null
    copies += allowed.length
    if (copies > mostSteps) throw tooLarge()
    return inline(
      undefined,
      allowed.map((type) => inline(type, [node])),
    )
  }
}

function inline(type: string | undefined, selections: readonly (FieldNode | InlineFragmentNode)[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(type !== undefined && {
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    }),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
}
