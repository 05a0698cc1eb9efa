import { type Times, allTimes } from '../model/protection-interval.js'
import { suppressionCost } from '../named/suppression-cost.js'
import type { Coverage } from '../shifts/coverage.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId, Step } from '../shifts/shift-space.js'
import type { Level } from '../world/published-sums.js'
import { makesStep, stepsOf, stepsTogether } from '../shifts/steps-together.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateByOpposites } from './compensate-all.js'
import { costOf } from './compensation.js'
import { partnersNeeded } from './partners-needed.js'
import type { JointShift } from './joint-shift.js'
import type { ProtectionPlan } from './protection-plan.js'

/** So many shifts are put together for a step. */
const mostOfStep = 40

/**
 * Finds shifts that together take one of a community's open cells as far as it has to go, each by one. Undefined when there are none that
 * others could compensate.
 */
export function findRepeatedStep(
  counts: CountDraft,
  community: number,
  open: Coverage,
  candidates: CandidateShifts,
): (ProtectionPlan & JointShift) | undefined {
  const limits = candidates.limitsOf(community)
  const planOf = (shifts: readonly ShiftId[]): (ProtectionPlan & JointShift) | undefined => {
    const joint = { shifts, times: 1 } as const
    const compensations = compensateByOpposites(counts, community, joint, Number.POSITIVE_INFINITY, candidates)
    if (compensations === undefined) return undefined
    const own = shifts.reduce((sum, id) => sum + suppressionCost(counts, community, id), 0)
    return { ...joint, compensations, cost: own + costOf(compensations) }
  }
  for (const times of allTimes) {
    for (const step of times === 1 ? [] : stepsOf(open, times)) {
      const ids = cheapestOf(counts, community, { step, times }, candidates)
      if (ids.length === 0) continue
      const helpers = helpersOf(counts, community, times, candidates)
      const plan = stepsTogether(counts.space, community, limits, { step, ids, times, helpers }, planOf)
      if (plan !== undefined) return plan
    }
  }
  return undefined
}

/** The shifts that make a step and that enough others could oppose if as many are made together: of the borough, else of the city. */
function cheapestOf(
  counts: CountDraft,
  community: number,
  { step, times }: { readonly step: Step; readonly times: Times },
  candidates: CandidateShifts,
): readonly ShiftId[] {
  const enough = partnersNeeded(times)
  const making = candidates.of(community).ids.filter((id) => makesStep(counts.space, id, step))
  const within = (level: Level) => making.filter((id) => candidates.countOpposing(level, community, id) >= enough)
  const near = within('borough')
  const cost = (id: ShiftId) => suppressionCost(counts, community, id)
  return (near.length > 0 ? near : within('city'))
    .map((id) => [id, cost(id)] as const)
    .sort(([, one], [, other]) => one - other)
    .slice(0, mostOfStep)
    .map(([id]) => id)
}

/** The shifts that enough others of the borough could oppose to be made with so many, the cheapest first. */
function helpersOf(
  counts: CountDraft,
  community: number,
  times: Times,
  candidates: CandidateShifts,
): readonly ShiftId[] {
  const enough = partnersNeeded(times + 1)
  return candidates
    .of(community)
    .ids.filter((id) => candidates.countOpposing('borough', community, id) >= enough)
    .map((id) => [id, suppressionCost(counts, community, id)] as const)
    .sort(([, one], [, other]) => one - other)
    .map(([id]) => id)
}
