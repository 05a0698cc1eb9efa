import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, cover, noCoverage, uncovered } from '../shifts/coverage.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { CompensationCheck } from './compensation-check.js'
import type { JointShift } from './joint-shift.js'
import { ShiftRegister } from './shift-register.js'

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

  constructor(private readonly counts: CountDraft) {
    this.register = new ShiftRegister(counts)
    this.check = new CompensationCheck(counts, this.register)
  }

  /** The cells of a community that the proof leaves open; undefined when there are none. */
  openOf(community: number): Coverage | undefined {
    const { counts } = this
    if (counts.primary.every((masks) => (masks[community] ?? 0) === 0)) return undefined
    const covered = noCoverage(counts)
    for (const [id, areaIndex] of this.register.shiftsOf(community))
      if (this.check.isCompensated(community, id, areaIndex)) cover(counts.space, covered, id)
    for (const { shifts, times } of this.jointShiftsOf(community)) {
      for (const id of shifts) cover(counts.space, covered, id)
      if (times === 2) for (const id of shifts) cover(counts.space, covered, counts.space.opposite(id))
    }
    return uncovered(counts, community, covered)
  }

  /** Takes note of a joint shift of a community, to be used as long as it is compensated. */
  addJointShift(community: number, joint: JointShift): void {
    this.joint[community] = [...(this.joint[community] ?? []), joint]
  }

  /** The joint shifts of a community that others compensate. */
  jointShiftsOf(community: number): readonly JointShift[] {
    return (this.joint[community] ?? []).filter((joint) => this.check.isJointCompensated(community, joint))
  }

  /** The shifts that a community can make, compensated or not, each with the index of the area in which it shows. */
  shiftsOf(community: number): readonly (readonly [id: ShiftId, areaIndex: number])[] {
    return this.register.shiftsOf(community)
  }

  /** Whether at least two others, as far as they `can`, make the opposite of a shift that shows in an area. */
  isCompensatedBy(
    community: number,
    id: ShiftId,
    areaIndex: number,
    can: (other: number, id: ShiftId) => boolean,
  ): boolean {
    return this.check.isCompensatedBy(community, id, areaIndex, can)
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
