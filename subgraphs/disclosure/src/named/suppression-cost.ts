import type { CountDraft } from '../shifts/count-draft.js'
import { type ShiftId, cellsAt } from '../shifts/shift-space.js'
import { maskAt } from '../world/count-tables.js'

/**
 * What it costs to make a shift of a community possible: a thousand for each cell of the current period that must be hidden
 * for it beside what is, and what the cell tells, its size. Few cells first, small ones next.
 */
export function suppressionCost({ space, world, hidden, valueOf }: CountDraft, community: number, id: ShiftId): number {
  const { current } = world.timeline
  let cost = 0
  for (
    let left = cellsAt(space.changes(id), current) & ~maskAt(hidden, current, community);
    left !== 0;
    left &= left - 1
  ) {
    const cell = 31 - Math.clz32(left & -left)
    cost += 1000 + Math.min(999, valueOf(current, community, cell))
  }
  return cost
}
