import type { MoveId, Variant } from './move-space.js'

/** Only like makes up for like. So it is for parts of a whole, since each of several that moved could need the whole to follow. */
export function onlyItself(id: MoveId): readonly Variant[] {
  return [{ id, left: [] }]
}

/** Whichever of two parts one community makes the opposite of, others even out the other. */
export function eitherWay(one: MoveId, other: MoveId): Variant[] {
  return [
    { id: one, left: [other] },
    { id: other, left: [one] },
  ]
}
