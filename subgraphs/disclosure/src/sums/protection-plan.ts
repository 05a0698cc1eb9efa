import type { CountDraft } from '../shifts/count-draft.js'
import { type ShiftId, cellsAt } from '../shifts/shift-space.js'
import { hideCells } from '../world/count-tables.js'
import { levels } from '../world/published-sums.js'
import type { Compensation } from './compensation.js'
import { unpublish } from './unpublish.js'

/** Shifts of a community that make some of its open cells safe, with what compensates them. */
export interface ProtectionPlan {
  readonly shifts: readonly ShiftId[]
  readonly compensations: readonly Compensation[]
  readonly cost: number
}

/**
 * Carries a plan out: hides the cells that it shifts, of the community, its partners and balancers, and unpublishes the sums that would
 * tell of them all the same.
 *
 * @returns the communities of which something was hidden
 */
export function carryOut(
  counts: CountDraft,
  community: number,
  { shifts, compensations }: ProtectionPlan,
): readonly number[] {
  const { current } = counts.world.timeline
  const concerned = new Set([community])
  for (const id of shifts) hideCells(counts, community, cellsAt(counts.space.changes(id), current))
  for (const compensation of compensations) {
    unpublishBelow(counts, community, compensation)
    for (const partner of compensation.partners) {
      concerned.add(partner)
      hideCells(counts, partner, cellsAt(counts.space.changes(compensation.id), current))
      unpublishBelow(counts, partner, compensation)
    }
  }
  return [...concerned]
}

/** Unpublishes the sums below the level of a compensation that its shift would change in the current period. */
function unpublishBelow(counts: CountDraft, community: number, { id, level }: Compensation): void {
  const cells = cellsAt(counts.space.changes(id), counts.world.timeline.current)
  for (const below of levels.slice(0, levels.indexOf(level))) unpublish(counts, community, below, cells)
}
