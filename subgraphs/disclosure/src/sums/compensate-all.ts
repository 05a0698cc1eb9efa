import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { type Compensation, costOf } from './compensation.js'
import { compensationLevel } from './compensation-level.js'
import { type WantedCompensation, findCompensation } from './find-compensation.js'
import type { JointShift } from './joint-shift.js'

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
  const { shown, wanted } = wantedOf(counts, community, joint, candidates)
  const least = byOpposites === undefined ? below : costOf(byOpposites)
  return compensateEach(counts, community, shown, { ...wanted, below: least, byRelated: true }) ?? byOpposites
}

/** Compensates each shift of a joint shift by its very opposite. */
export function compensateByOpposites(
  counts: CountDraft,
  community: number,
  joint: JointShift,
  below: number,
  candidates: CandidateShifts,
): readonly Compensation[] | undefined {
  const { shown, wanted } = wantedOf(counts, community, joint, candidates)
  return compensateEach(counts, community, shown, { ...wanted, below, byRelated: false })
}

function wantedOf(counts: CountDraft, community: number, { shifts, times }: JointShift, candidates: CandidateShifts) {
  const shown = shifts.filter((id) => compensationLevel(counts, community, id) !== 'nowhere')
  return { shown, wanted: { made: shown.length, times, candidates } }
}

function compensateEach(
  counts: CountDraft,
  community: number,
  shifts: readonly ShiftId[],
  { candidates, ...wanted }: WantedCompensation & { readonly candidates: CandidateShifts },
): readonly Compensation[] | undefined {
  const all: Compensation[] = []
  for (const id of shifts) {
    const below = wanted.below - costOf(all)
    const found = findCompensation(counts, community, id, { ...wanted, below }, candidates)
    if (found === undefined) return undefined
    all.push(...found)
  }
  return all
}
