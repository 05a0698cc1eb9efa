import { suppressionCost } from '../named/suppression-cost.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { type Level, areaOf, levels } from '../world/published-sums.js'
import type { CandidateShifts } from './candidate-shifts.js'
import type { Compensation } from './compensation.js'
import { widestLevelIndex } from './compensation-level.js'
import { unpublishingCost } from './unpublishing-cost.js'

/** A community that makes the opposite of a shift, and what that costs. */
export interface Partner {
  readonly id: ShiftId
  readonly partner: number
  readonly cost: number
}

/** The communities of an area that make the opposite of a shift at the least cost, as many as are wanted or there are. */
export function cheapestPartners(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  { level, most }: { readonly level: Level; readonly most: number },
  candidates: CandidateShifts,
): readonly Partner[] {
  const { current } = counts.world.timeline
  const height = levels.indexOf(level)
  const found: Partner[] = []
  let free = 0
  for (const partner of candidates.within(level, areaOf(counts, level, community), counts.space.opposite(id))) {
    if (partner === community || !counts.isSummed(current, partner) || widestLevelIndex(counts, partner, id) < height)
      continue
    const cost = suppressionCost(counts, partner, id) + unpublishingCost(counts, partner, id, level)
    found.push({ id, partner, cost })
    if (cost === 0 && ++free >= most) break
  }
  return found.sort((first, second) => first.cost - second.cost).slice(0, most)
}

/**
 * Compensates a shift by its very opposite, with as many partners as are wanted. Undefined when there are not so many.
 *
 * @param isUnpublished whether the sums below the level are unpublished anyway, for another shift
 */
export function compensateByOpposite(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  {
    level,
    most,
    isUnpublished = false,
  }: { readonly level: Level; readonly most: number; readonly isUnpublished?: boolean },
  candidates: CandidateShifts,
): Compensation | undefined {
  const found = cheapestPartners(counts, community, id, { level, most }, candidates)
  if (found.length < most) return undefined
  const hiding = found.reduce((sum, { cost }) => sum + cost, 0)
  const cost = hiding + (isUnpublished ? 0 : unpublishingCost(counts, community, id, level))
  return { id, level, partners: found.map(({ partner }) => partner), cost }
}
