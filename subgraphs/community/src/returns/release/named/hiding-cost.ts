import { type MoveId, cellsOf, placesOf } from '../moves/possible-moves.js'
import { type CountWorld, maskAt } from '../world/count-world.js'

/**
 * What it costs to make a move of a community possible: a thousand for each cell of the current period that must be hidden
 * for it beside what is, and what the cell tells, its size. Few cells first, small ones next.
 */
export function hidingCost(counts: CountWorld, community: number, id: MoveId): number {
  const { current } = counts.world.timeline
  if (!((placesOf(counts, id) >> current) & 1)) return 0
  let cost = 0
  for (let left = cellsOf(counts, id) & ~maskAt(counts.hidden, current, community); left !== 0; left &= left - 1) {
    const cell = 31 - Math.clz32(left & -left)
    cost += 1000 + Math.min(999, counts.valueOf(current, community, cell))
  }
  return cost
}
