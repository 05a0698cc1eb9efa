import { type MoveId, cellsOf, cover, helps, placesOf, possibleMoves, uncovered } from '../moves/possible-moves.js'
import { type CountWorld, maskAt, set } from '../world/count-world.js'
import { hidingCost } from './hiding-cost.js'

/**
 * Complementary hiding of one community's own cells in the current period: beside what must not be known, as few and small cells
 * as a greedy choice finds, until every such cell, of this period and of those released before, lies on a possible move.
 */
export function hideNamed(counts: CountWorld, community: number): void {
  const { current, periods } = counts.world.timeline
  if (counts.primary.every((masks) => (masks[community] ?? 0) === 0)) return
  const nonzero = maskAt(counts.nonzero, current, community)
  const openAfter = (moves: readonly MoveId[]) => {
    const covered = new Int32Array(periods.length)
    for (const id of moves) cover(counts, covered, id)
    return uncovered(counts, community, covered)
  }
  // First with what is hidden already, since that is enough for most; only then with all that could be.
  let open = openAfter(possibleMoves(counts, community, maskAt(counts.hidden, current, community)))
  if (open === undefined) return
  const candidates = possibleMoves(counts, community, nonzero)
  while (open !== undefined) {
    const chosen = cheapest(counts, community, candidates, open)
    // No world beside the true one: then nothing of the period is said but what is zero.
    if (chosen === undefined) return set(counts.hidden, current, community, nonzero)
    hideMove(counts, community, chosen)
    open = openAfter(candidates.filter((id) => hidingCost(counts, community, id) === 0))
  }
}

/** Hides what a move changes in the current period. */
export function hideMove(counts: CountWorld, community: number, id: MoveId): void {
  const { current } = counts.world.timeline
  if (!((placesOf(counts, id) >> current) & 1)) return
  set(counts.hidden, current, community, maskAt(counts.hidden, current, community) | cellsOf(counts, id))
}

function cheapest(
  counts: CountWorld,
  community: number,
  candidates: readonly MoveId[],
  open: Int32Array,
): MoveId | undefined {
  let best: MoveId | undefined
  let least = Number.POSITIVE_INFINITY
  for (const id of candidates) {
    if (!helps(counts, id, open)) continue
    const cost = hidingCost(counts, community, id)
    if (cost < least) [best, least] = [id, cost]
  }
  return best
}
