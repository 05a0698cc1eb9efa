import type { Times } from '../model/protection-interval.js'
import { suppressionCost } from '../named/suppression-cost.js'
import type { Coverage } from '../shifts/coverage.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId, Step } from '../shifts/shift-space.js'
import type { Level } from '../world/published-sums.js'
import { type StepChoice, makesStep, stepsOf, stepsTogether } from '../shifts/steps-together.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateByOpposites } from './compensate-all.js'
import { costOf } from './compensation.js'
import { opposable } from './partners-needed.js'
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
  for (const level of ['borough', 'city'] as const) {
    const choiceOf = choices(counts, community, level, candidates)
    for (const times of [3, 2] as const) {
      for (const step of stepsOf(open, times)) {
        const choice = choiceOf(step, times)
        const plan = stepsTogether(counts.space, community, limits, choice, planOf)
        if (plan !== undefined) return plan
      }
    }
  }
  return undefined
}

/** The shifts to put together for a step: those that enough others of an area could oppose, the cheapest first. */
function choices(
  counts: CountDraft,
  community: number,
  level: Level,
  candidates: CandidateShifts,
): (step: Step, times: Times) => StepChoice {
  const { space } = counts
  const able = new Map(candidates.of(community).ids.map((id) => [id, candidates.opposing(level, community, id)]))
  const { ids: some, areOpposed } = opposable(able)
  const helpers = some
    .map((id) => [id, suppressionCost(counts, community, id)] as const)
    .sort(([, one], [, other]) => one - other)
    .map(([id]) => id)
  return (step, times) => {
    const ids = helpers.filter((id) => makesStep(space, id, step)).slice(0, mostOfStep)
    return { step, ids, times, helpers, areOpposed }
  }
}
