import { suppressionCost } from '../named/suppression-cost.js'
import type { Times } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { type Level, areaOf, levels } from '../world/published-sums.js'
import type { CandidateShifts } from './candidate-shifts.js'
import type { Compensation } from './compensation.js'
import { widestLevelIndex } from './compensation-level.js'
import { unpublishingCost } from './unpublishing-cost.js'

/** A community that makes the opposite of a shift, how often it can, and what that costs. */
export interface Partner {
  readonly id: ShiftId
  readonly partner: number
  readonly times: Times
  readonly cost: number
}

/** Who is looked for to compensate a shift. */
export interface WantedPartners {
  readonly level: Level
  /** Whether partners are enough, given the cheapest of them. */
  readonly areEnough: (partners: readonly Partner[]) => boolean
}

/** The communities of an area that make the opposite of a shift at the least cost, as many as are enough; all of them where they aren't. */
export function cheapestPartners(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  { level, areEnough }: WantedPartners,
  candidates: CandidateShifts,
): readonly Partner[] {
  const { current } = counts.world.timeline
  const height = levels.indexOf(level)
  const found: Partner[] = []
  const free: Partner[] = []
  for (const candidate of candidates.within(level, areaOf(counts, level, community), counts.space.opposite(id))) {
    const { community: partner, times } = candidate
    if (partner === community || !counts.isSummed(current, partner) || widestLevelIndex(counts, partner, id) < height)
      continue
    const cost = suppressionCost(counts, partner, id) + unpublishingCost(counts, partner, id, level)
    found.push({ id, partner, times, cost })
    if (cost > 0) continue
    free.push({ id, partner, times, cost })
    if (areEnough(free)) return free
  }
  found.sort((first, second) => first.cost - second.cost)
  const chosen: Partner[] = []
  for (const partner of found) {
    if (areEnough(chosen)) break
    chosen.push(partner)
  }
  return chosen
}

/**
 * Compensates a shift by its very opposite, with as many partners as are enough. Undefined when there are not so many.
 *
 * @param isUnpublished whether the sums below the level are unpublished anyway, for another shift
 */
export function compensateByOpposite(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  { level, areEnough, isUnpublished = false }: WantedPartners & { readonly isUnpublished?: boolean },
  candidates: CandidateShifts,
): Compensation | undefined {
  const found = cheapestPartners(counts, community, id, { level, areEnough }, candidates)
  if (!areEnough(found)) return undefined
  const hiding = found.reduce((sum, { cost }) => sum + cost, 0)
  const cost = hiding + (isUnpublished ? 0 : unpublishingCost(counts, community, id, level))
  return { id, level, partners: found.map(({ partner }) => partner), cost }
}
