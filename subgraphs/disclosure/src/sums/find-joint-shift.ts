import { allTimes } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { Coverage } from '../shifts/coverage.js'
import type { ShiftId, Step } from '../shifts/shift-space.js'
import { makesStep, stepsOf } from '../shifts/steps-together.js'
import { suppressionCost } from '../named/suppression-cost.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { compensateAll } from './compensate-all.js'
import { costOf } from './compensation.js'
import type { JointShift } from './joint-shift.js'
import type { ProtectionPlan } from './protection-plan.js'

/** A joint shift has so many shifts at the most; so many are tried for a step, and so many joint shifts altogether. */
const most = { shifts: 8, ofStep: 40, tried: 400 } as const

/**
 * Finds a joint shift of a community that takes one of its open cells the way that is open: a step, and what has to follow it in other
 * periods. Undefined when there is none that others could compensate.
 */
export function findJointShift(
  counts: CountDraft,
  community: number,
  open: Coverage,
  candidates: CandidateShifts,
): (ProtectionPlan & JointShift) | undefined {
  for (const times of allTimes) {
    const found = findMadeTimes(counts, community, { open, times }, candidates)
    if (found !== undefined) return found
  }
  return undefined
}

function findMadeTimes(
  counts: CountDraft,
  community: number,
  { open, times }: Pick<JointShift, 'times'> & { readonly open: Coverage },
  candidates: CandidateShifts,
): (ProtectionPlan & JointShift) | undefined {
  let triesLeft = most.tried
  const limits = candidates.limitsOf(community)
  const follow = (shifts: readonly ShiftId[]): (ProtectionPlan & JointShift) | undefined => {
    if (triesLeft-- <= 0) return undefined
    const changes = shifts.flatMap((id) => counts.space.changes(id))
    const violation = counts.space.violation(community, limits, changes, times)
    if (violation === undefined) return planOf(counts, community, { shifts, times }, candidates)
    if (shifts.length === most.shifts) return undefined
    for (const step of violation.repairs) {
      for (const id of shiftsOf(step)) {
        const plan = follow([...shifts, id])
        if (plan !== undefined) return plan
      }
    }
    return undefined
  }
  const known = new Map<string, readonly ShiftId[]>()
  const shiftsOf = (step: Step): readonly ShiftId[] => {
    const key = `${step.periodIndex}/${step.cell}/${step.isUp}`
    const shifts = known.get(key) ?? cheapestOf(counts, community, step, candidates)
    known.set(key, shifts)
    return shifts
  }
  for (const step of stepsOf(open, times)) {
    for (const id of shiftsOf(step)) {
      const plan = follow([id])
      if (plan !== undefined) return plan
    }
  }
  return undefined
}

function planOf(
  counts: CountDraft,
  community: number,
  joint: JointShift,
  candidates: CandidateShifts,
): (ProtectionPlan & JointShift) | undefined {
  const compensations = compensateAll(counts, community, joint, Number.POSITIVE_INFINITY, candidates)
  if (compensations === undefined) return undefined
  const own = joint.shifts.reduce((sum, id) => sum + suppressionCost(counts, community, id), 0)
  return { ...joint, compensations, cost: own + costOf(compensations) }
}

/** The shifts of one period that make a step, the cheapest first. */
function cheapestOf(
  counts: CountDraft,
  community: number,
  step: Step,
  candidates: CandidateShifts,
): readonly ShiftId[] {
  return candidates
    .ofOnePeriod(community)
    .filter((id) => makesStep(counts.space, id, step))
    .map((id) => [id, suppressionCost(counts, community, id)] as const)
    .sort(([, first], [, second]) => first - second)
    .slice(0, most.ofStep)
    .map(([id]) => id)
}
