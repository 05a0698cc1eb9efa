import { type Coverage, closesSome, cover, noCoverage, uncovered } from '../shifts/coverage.js'
import { type ShiftId, cellsAt } from '../shifts/shift-space.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { hideCells, maskAt } from '../world/count-tables.js'
import { suppressionCost } from './suppression-cost.js'

/**
 * Secondary suppression of one community's own cells in the current period. Beside the cells that must not be known it hides as few and
 * as small ones as a greedy choice finds, until every such cell, of this period and of those released before, can go up and down.
 */
export function suppressSecondary(counts: CountDraft, community: number): void {
  const { space, world, primary, hidden } = counts
  const { current } = world.timeline
  if (primary.every((masks) => (masks[community] ?? 0) === 0)) return
  const openAfter = (shifts: readonly ShiftId[]) => {
    const covered = noCoverage(counts)
    for (const id of shifts) cover(space, covered, id)
    return uncovered(counts, community, covered)
  }
  // First with what is hidden already, since that is enough for most; only then with all that could be.
  const possibleWith = (hiddenNow: number) => space.possible(community, space.limitsOf(community, hiddenNow))
  let open = openAfter(possibleWith(maskAt(hidden, current, community)))
  if (open === undefined) return
  const candidates = possibleWith(maskAt(counts.nonzero, current, community))
  const openForGood = openAfter(candidates)
  // Something that no shift changes at all: nothing of the period is published but what is zero.
  if (openForGood !== undefined) return hideCells(counts, community, maskAt(counts.nonzero, current, community))
  while (open !== undefined) {
    const chosen = cheapest(counts, community, candidates, open)
    if (chosen === undefined) return
    hideCells(counts, community, cellsAt(space.changes(chosen), current))
    open = openAfter(candidates.filter((id) => suppressionCost(counts, community, id) === 0))
  }
}

function cheapest(
  counts: CountDraft,
  community: number,
  candidates: readonly ShiftId[],
  open: Coverage,
): ShiftId | undefined {
  let best: ShiftId | undefined
  let least = Number.POSITIVE_INFINITY
  for (const id of candidates) {
    if (!closesSome(counts.space, id, open)) continue
    const cost = suppressionCost(counts, community, id)
    if (cost < least) [best, least] = [id, cost]
  }
  return best
}
