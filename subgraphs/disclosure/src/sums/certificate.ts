import { allTimes } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, cover, coverTogether, noCoverage, timesToClose, uncovered } from '../shifts/coverage.js'
import type { PossibleShifts, ShiftId } from '../shifts/shift-space.js'
import { makesStep, stepsOf, stepsTogether } from '../shifts/steps-together.js'
import { maskAt } from '../world/count-tables.js'
import { CompensationCheck } from './compensation-check.js'
import type { JointShift } from './joint-shift.js'
import { opposable } from './partners-needed.js'
import type { Able } from './shift-tally.js'
import { type OwnShift, ShiftRegister } from './shift-register.js'

/**
 * The proof that what is published exposes nobody. For every cell that must not be known it has a shift up and a shift down, each of
 * which at least two other communities could compensate in the published sums that tell of it. Then another world, with one more
 * or one less in the cell, looks the same from outside, even to one who is one of those two and knows its own numbers.
 */
export class Certificate {
  private readonly register: ShiftRegister
  private readonly check: CompensationCheck
  /** By community: joint shifts that were found for it. */
  private readonly joint: (readonly JointShift[])[] = []

  /** @param known by community: the shifts that it can make, as far as they were looked up */
  constructor(
    private readonly counts: CountDraft,
    known: readonly (PossibleShifts | undefined)[] = [],
  ) {
    this.register = new ShiftRegister(counts, known)
    this.check = new CompensationCheck(counts, this.register)
  }

  /** The cells of a community that the proof leaves open; undefined when there are none. */
  openOf(community: number): Coverage | undefined {
    const { counts, check } = this
    if (counts.primary.every((masks) => (masks[community] ?? 0) === 0)) return undefined
    const covered = noCoverage(counts)
    const left: (readonly [own: OwnShift, opposed: number])[] = []
    for (const own of this.register.shiftsOf(community)) {
      const opposed = check.timesOpposed(community, own)
      cover(counts.space, covered, own.id, opposed)
      if (opposed < own.times) left.push([own, opposed])
    }
    for (const { shifts, times } of this.jointShiftsOf(community)) coverTogether(counts.space, covered, shifts, times)
    let open = uncovered(counts, community, covered)
    for (const [{ id, times }, opposed] of left) {
      if (open === undefined) return undefined
      const wanted = timesToClose(counts.space, id, open, times)
      const made = allTimes.find(
        (each) => each <= wanted && each > opposed && check.isCompensatedOtherwise(community, id, each),
      )
      if (made === undefined) continue
      cover(counts.space, covered, id, made)
      open = uncovered(counts, community, covered)
    }
    return open && this.openAfterSteps(community, covered, open)
  }

  /** What is open after shifts that are made together, each of which others compensate, have taken cells further. */
  private openAfterSteps(community: number, covered: Coverage, before: Coverage): Coverage | undefined {
    const { counts, register } = this
    const { space, hidden, world } = counts
    const limits = space.limitsOf(community, maskAt(hidden, world.timeline.current, community))
    let open: Coverage | undefined = before
    const able = new Map(register.shiftsOf(community).map((own) => [own.id, register.partnersOf(community, own)]))
    const { ids: helpers, areOpposed } = opposable(able)
    for (const times of [3, 2] as const) {
      for (const step of stepsOf(open, times)) {
        const choice = { step, ids: helpers.filter((id) => makesStep(space, id, step)), times, helpers, areOpposed }
        const together = stepsTogether(space, community, limits, choice, (found) => found)
        if (together !== undefined) coverTogether(space, covered, together, 1)
      }
      open = uncovered(counts, community, covered)
      if (open === undefined) return undefined
    }
    return open
  }

  /** Takes note of a joint shift of a community, to be used as long as it is compensated. */
  addJointShift(community: number, joint: JointShift): void {
    this.joint[community] = [...(this.joint[community] ?? []), joint]
  }

  /** The joint shifts of a community that others compensate. */
  jointShiftsOf(community: number): readonly JointShift[] {
    return (this.joint[community] ?? []).filter((joint) => this.check.isJointCompensated(community, joint))
  }

  /** The shifts that a community can make, compensated or not. */
  shiftsOf(community: number): readonly OwnShift[] {
    return this.register.shiftsOf(community)
  }

  /** The index of the area in which others must oppose a community's shift; below 0 where none tells of it, or nobody can. */
  areaAt(community: number, id: ShiftId): number {
    return this.register.areaAt(community, id)
  }

  /** The others of an area that can make the opposite of a community's shift. */
  opposing(areaIndex: number, community: number, id: ShiftId): Able {
    return this.register.opposing(areaIndex, community, id)
  }

  /** How often others make the opposite of a community's shift, any one of them left aside, each at most as often as it `can`. */
  timesOpposedBy(community: number, own: OwnShift, can: (other: number, id: ShiftId) => number): number {
    return this.check.timesOpposedBy(community, own, can)
  }

  /** Looks some communities' shifts up anew, after more of them was hidden. */
  renew(communities: Iterable<number>): void {
    this.register.renew(communities)
  }

  /** Counts some communities' shifts in other areas, after other sums are published. */
  relocate(communities: Iterable<number>): void {
    this.register.relocate(communities)
  }

  /** Makes a change that concerns some communities' shifts, and tells who may have too few partners left by it. */
  losersBy(communities: readonly number[], change: () => void): ReadonlySet<number> {
    return this.register.losersBy(communities, change)
  }
}
