import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { type Compensation, costOf } from './compensation.js'
import { compensationLevel } from './compensation-level.js'
import { findCompensation } from './find-compensation.js'
import type { JointShift } from './joint-shift.js'
import { timesOfEach } from './partners-needed.js'

/**
 * Compensates each shift of a joint shift: all by their very opposites, or cheaper by related shifts.
 *
 * @returns undefined when nothing costs less than `below`
 */
export function compensateAll(
  counts: CountDraft,
  community: number,
  joint: JointShift,
  below: number,
  candidates: CandidateShifts,
): readonly Compensation[] | undefined {
  const byOpposites = compensateByOpposites(counts, community, joint, below, candidates)
  const shown = shownOf(counts, community, joint, candidates)
  const made = shown.reduce((sum, [, times]) => sum + times, 0)
  let left = byOpposites === undefined ? below : costOf(byOpposites)
  const all: Compensation[] = []
  for (const [id, times] of shown) {
    const wanted = { times, others: made - times, below: left, byRelated: true }
    const found = findCompensation(counts, community, id, wanted, candidates)
    if (found === undefined) return byOpposites
    left -= costOf(found)
    all.push(...found)
  }
  return all
}

/** Compensates each shift of a joint shift by its very opposite, the rarest first: those who oppose the next are others. */
export function compensateByOpposites(
  counts: CountDraft,
  community: number,
  joint: JointShift,
  below: number,
  candidates: CandidateShifts,
): readonly Compensation[] | undefined {
  const all: Compensation[] = []
  let [left, others] = [below, 0]
  for (const [id, times] of shownOf(counts, community, joint, candidates)) {
    const wanted = { times, others, below: left, byRelated: false }
    const found = findCompensation(counts, community, id, wanted, candidates)
    if (found === undefined) return undefined
    left -= costOf(found)
    others += times
    all.push(...found)
  }
  return all
}

/** The shifts of which published sums tell, and how often each is made, the rarest of the borough first. */
function shownOf(
  counts: CountDraft,
  community: number,
  { shifts, times }: JointShift,
  candidates: CandidateShifts,
): readonly (readonly [id: ShiftId, times: number])[] {
  const shown = shifts.filter((id) => compensationLevel(counts, community, id) !== 'nowhere')
  const able = new Map(shown.map((id) => [id, candidates.opposing('borough', community, id)[0]]))
  return [...timesOfEach(shown, times)].sort(([one], [other]) => (able.get(one) ?? 0) - (able.get(other) ?? 0))
}
