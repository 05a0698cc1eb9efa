import type { RelatedShift, ShiftId } from './shift-space.js'

/**
 * A shift is related to itself alone. So it is for parts of a whole: each of several communities that shifted could need its whole
 * to follow.
 */
export function onlyItself(id: ShiftId): readonly RelatedShift[] {
  return [{ id, residual: [] }]
}

/** A shift that is the sum of two is related to either of them: the other is the residual. */
export function relatedByEitherPart(one: ShiftId, other: ShiftId): RelatedShift[] {
  return [
    { id: one, residual: [other] },
    { id: other, residual: [one] },
  ]
}
