import { margins } from '../model/cell-masks.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { type ShiftId, cellsAt } from '../shifts/shift-space.js'
import { type Level, areaOf, publishedIn } from '../world/published-sums.js'

/** What it costs, in terms of `suppressionCost`, not to publish a cell of a sum: by both, or in a margin, which more depends on. */
const unpublishingCosts = {
  street: { both: 3_000, margin: 3_000 },
  borough: { both: 1e6, margin: 2e7 },
} as const

/** What it costs to unpublish the sums below a level that a shift of a community would change, as far as they are published yet. */
export function unpublishingCost(counts: CountDraft, community: number, id: ShiftId, level: Level): number {
  const { current } = counts.world.timeline
  const cells = cellsAt(counts.space.changes(id), current)
  let cost = 0
  for (const below of ['street', 'borough'] as const) {
    if (below === level) break
    const lost = cells & publishedIn(counts, current, below, areaOf(counts, below, community))
    cost +=
      unpublishingCosts[below].both * bits(lost & ~margins) + unpublishingCosts[below].margin * bits(lost & margins)
  }
  return cost
}

function bits(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count++
  return count
}
