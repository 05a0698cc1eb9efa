import { suppressionCost } from '../named/suppression-cost.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, closesSome } from '../shifts/coverage.js'
import type { ShiftId } from '../shifts/shift-space.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateAll } from './compensate-all.js'
import { type Compensation, costOf } from './compensation.js'
import { findCompensation } from './find-compensation.js'
import type { ProtectionPlan } from './protection-plan.js'

/** So many shifts of a community are tried at the most, the cheapest first: in a year there are thousands. */
const mostTried = 150

/**
 * Finds what makes some of a community's open cells safe at the least cost: one shift, and who compensates it. Undefined when
 * nobody could compensate any of its shifts.
 *
 * @param byRelated whether others may compensate a shift in more ways than by its opposite
 */
export function findCompensatedShift(
  counts: CountDraft,
  community: number,
  open: Coverage,
  candidates: CandidateShifts,
  { byRelated } = { byRelated: true },
): ProtectionPlan | undefined {
  let best: ProtectionPlan | undefined
  for (const [id, own] of closingShifts(counts, community, open, candidates)) {
    if (best !== undefined && own >= best.cost) break
    best = cheapestPlan(counts, community, { id, own, below: best?.cost, byRelated }, candidates) ?? best
  }
  return best
}

/** The shifts that a community could make of what is open, with what each costs itself, the cheapest first. */
function closingShifts(
  counts: CountDraft,
  community: number,
  open: Coverage,
  candidates: CandidateShifts,
): readonly (readonly [id: ShiftId, own: number])[] {
  const shifts: (readonly [ShiftId, number])[] = []
  for (const id of candidates.of(community)) {
    if (closesSome(counts.space, id, open)) shifts.push([id, suppressionCost(counts, community, id)])
  }
  return shifts.sort(([, first], [, second]) => first - second).slice(0, mostTried)
}

/** The cheapest way to have a shift compensated: by its opposite, by related shifts, or period by period. */
function cheapestPlan(
  counts: CountDraft,
  community: number,
  {
    id,
    own,
    below = Number.POSITIVE_INFINITY,
    byRelated,
  }: { readonly id: ShiftId; readonly own: number; readonly below?: number | undefined; readonly byRelated: boolean },
  candidates: CandidateShifts,
): ProtectionPlan | undefined {
  const { space } = counts
  let best: ProtectionPlan | undefined
  const take = (compensations: readonly Compensation[] | undefined) => {
    if (compensations !== undefined) best = { shifts: [id], compensations, cost: own + costOf(compensations) }
  }
  const wanted = (withRelated: boolean) => ({
    made: 1,
    below: (best?.cost ?? below) - own,
    byRelated: withRelated,
  })
  take(findCompensation(counts, community, id, wanted(false), candidates))
  if (!byRelated || best?.cost === own) return best
  take(findCompensation(counts, community, id, wanted(true), candidates))
  const parts = space.partsByPeriod(id)
  if (parts.length > 1)
    take(compensateAll(counts, community, { shifts: parts, times: 1 }, (best?.cost ?? below) - own, candidates))
  return best
}
