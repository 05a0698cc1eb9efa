import { type Coverage, cover, helps, noCoverage, uncovered } from '../moves/coverage.js'
import { type MoveId, cellsAt } from '../moves/move-space.js'
import type { CountDraft } from '../moves/count-draft.js'
import { hideCells, maskAt } from '../world/count-tables.js'
import { hidingCost } from './hiding-cost.js'

/**
 * Complementary hiding of one community's own cells in the current period: beside what must not be known, as few and small cells
 * as a greedy choice finds, until every such cell, of this period and of those released before, can go up and down.
 */
export function hideNamed(counts: CountDraft, community: number): void {
  const { space, world, primary, hidden } = counts
  const { current } = world.timeline
  if (primary.every((masks) => (masks[community] ?? 0) === 0)) return
  const openAfter = (moves: readonly MoveId[]) => {
    const covered = noCoverage(counts)
    for (const id of moves) cover(space, covered, id)
    return uncovered(counts, community, covered)
  }
  // First with what is hidden already, since that is enough for most; only then with all that could be.
  const possibleWith = (hiddenNow: number) => space.possible(community, space.limitsOf(community, hiddenNow))
  let open = openAfter(possibleWith(maskAt(hidden, current, community)))
  if (open === undefined) return
  const candidates = possibleWith(maskAt(counts.nonzero, current, community))
  const helpless = openAfter(candidates)
  // What no move changes at all: nothing of the period is said but what is zero.
  if (helpless !== undefined) return hideCells(counts, community, maskAt(counts.nonzero, current, community))
  while (open !== undefined) {
    const chosen = cheapest(counts, community, candidates, open)
    if (chosen === undefined) return
    hideCells(counts, community, cellsAt(space.changes(chosen), current))
    open = openAfter(candidates.filter((id) => hidingCost(counts, community, id) === 0))
  }
}

function cheapest(
  counts: CountDraft,
  community: number,
  candidates: readonly MoveId[],
  open: Coverage,
): MoveId | undefined {
  let best: MoveId | undefined
  let least = Number.POSITIVE_INFINITY
  for (const id of candidates) {
    if (!helps(counts.space, id, open)) continue
    const cost = hidingCost(counts, community, id)
    if (cost < least) [best, least] = [id, cost]
  }
  return best
}
