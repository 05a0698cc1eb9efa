import { suppressionCost } from '../named/suppression-cost.js'
import type { Times } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, timesToClose } from '../shifts/coverage.js'
import type { ShiftId } from '../shifts/shift-space.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateAll } from './compensate-all.js'
import { type Compensation, costOf } from './compensation.js'
import { findCompensation } from './find-compensation.js'
import type { ProtectionPlan } from './protection-plan.js'

/** So many shifts of a community are tried at the most, the cheapest first: in a year there are thousands. */
const mostTried = 60

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
  const { near, others } = closingShifts(counts, community, open, candidates)
  const cheapest = (shifts: readonly ClosingShift[], related: boolean) => {
    let best: ProtectionPlan | undefined
    for (const shift of shifts.slice(0, mostTried)) {
      if (best !== undefined && shift.own >= best.cost) break
      best = cheapestPlan(counts, community, { ...shift, below: best?.cost, byRelated: related }, candidates) ?? best
    }
    return best
  }
  return cheapest(near, false) ?? cheapest(others, byRelated)
}

/** A shift that closes some of what is open when it is made so often, with what it costs the community itself. */
interface ClosingShift {
  readonly id: ShiftId
  readonly times: Times
  readonly own: number
}

/** The shifts that a community could make of what is open, the cheapest first: those that others of its borough could oppose, and others. */
function closingShifts(
  counts: CountDraft,
  community: number,
  open: Coverage,
  candidates: CandidateShifts,
): { readonly near: readonly ClosingShift[]; readonly others: readonly ClosingShift[] } {
  const near: ClosingShift[] = []
  const others: ClosingShift[] = []
  const { ids, times: most } = candidates.of(community)
  for (const [index, id] of ids.entries()) {
    const times = timesToClose(counts.space, id, open, most[index] ?? 1)
    if (times === 0) continue
    const isNear = candidates.timesOpposed('borough', community, id, times) === times
    ;(isNear ? near : others).push({ id, times, own: suppressionCost(counts, community, id) })
  }
  const inOrder = (shifts: ClosingShift[]) => shifts.sort((first, second) => first.own - second.own)
  return { near: inOrder(near), others: inOrder(others) }
}

/** The cheapest way to have a shift compensated: by its opposite, by related shifts, or period by period. */
function cheapestPlan(
  counts: CountDraft,
  community: number,
  {
    id,
    times,
    own,
    below = Number.POSITIVE_INFINITY,
    byRelated,
  }: ClosingShift & { readonly below?: number | undefined; readonly byRelated: boolean },
  candidates: CandidateShifts,
): ProtectionPlan | undefined {
  const { space } = counts
  let best: ProtectionPlan | undefined
  const take = (compensations: readonly Compensation[] | undefined) => {
    if (compensations !== undefined) best = { shifts: [id], compensations, cost: own + costOf(compensations) }
  }
  const wanted = (withRelated: boolean) => ({
    times,
    others: 0,
    below: (best?.cost ?? below) - own,
    byRelated: withRelated,
  })
  take(findCompensation(counts, community, id, wanted(false), candidates))
  if (!byRelated || best?.cost === own) return best
  take(findCompensation(counts, community, id, wanted(true), candidates))
  const parts = space.partsByPeriod(id)
  if (parts.length > 1)
    take(compensateAll(counts, community, { shifts: parts, times }, (best?.cost ?? below) - own, candidates))
  return best
}
