import type { MoveId, Variant } from './move-space.js'

/**
 * Only like makes up for like. So it is for parts of a whole, since each of several that moved could need the whole to follow, and
 * for a community that is no longer summed.
 */
export function onlyItself(id: MoveId, isCounted: boolean): readonly Variant[] {
  return isCounted ? [{ id, left: [] }] : []
}

/** Whichever of two parts one community makes the opposite of, others even out the other. */
export function eitherWay(one: MoveId, other: MoveId): Variant[] {
  return [
    { id: one, left: [other] },
    { id: other, left: [one] },
  ]
}
