import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { areaOf, levels } from '../world/published-sums.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateByOpposite } from './cheapest-partners.js'
import type { Compensation } from './compensation.js'
import { compensationLevel, widestLevelIndex } from './compensation-level.js'
import type { JointShift } from './joint-shift.js'
import { atLeast, balancersNeeded } from './partners-needed.js'

/** Finds what compensates a joint shift, and the combination that it is opposed by, where that is not shift by shift. */
export type CompensateJointShift = (
  counts: CountDraft,
  community: number,
  joint: JointShift,
  candidates: CandidateShifts,
) => { readonly combination?: readonly ShiftId[]; readonly compensations: readonly Compensation[] } | undefined

/**
 * Compensates a joint shift by any shifts of others that add up to it: where too few are left who have related ones. Undefined when
 * there are none.
 */
export const compensateByCombination: CompensateJointShift = (counts, community, { shifts, times }, candidates) => {
  if (!counts.isSummed(counts.world.timeline.current, community)) return undefined
  const shown = shifts.filter((id) => compensationLevel(counts, community, id) !== 'nowhere')
  const level = levels[Math.min(...shown.map((id) => widestLevelIndex(counts, community, id)))] ?? 'nowhere'
  if (level === 'nowhere') return undefined
  const combinations = candidates.combinations(level, areaOf(counts, level, community))
  const made = Array.from({ length: times }, () => shown).flat()
  // One more, since the community itself may be among them.
  const combination = combinations.combinationFor(made, (length) => balancersNeeded(1, length - 1) + 1)
  if (combination === undefined) return undefined
  const most = balancersNeeded(1, combination.length - 1)
  const compensations = combination.map((id) =>
    compensateByOpposite(counts, community, id, { level, areEnough: atLeast(most) }, candidates),
  )
  return compensations.every((compensation) => compensation !== undefined) ? { combination, compensations } : undefined
}
