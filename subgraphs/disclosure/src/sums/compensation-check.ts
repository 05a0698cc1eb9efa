import type { Times } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { areaIndexOf, levelAt, membersAt } from '../world/area-index.js'
import { areaOf } from '../world/published-sums.js'
import { compensationLevel } from './compensation-level.js'
import type { JointShift } from './joint-shift.js'
import { areEnoughTogether, balancersNeeded, partnersNeeded, timesOfEach, timesOpposed } from './partners-needed.js'
import { type OwnShift, type ShiftRegister, unmatched, unpublished } from './shift-register.js'

/** Decides whether enough others compensate a shift of a community, so that every published sum stays as it is. */
export class CompensationCheck {
  constructor(
    private readonly counts: CountDraft,
    private readonly register: ShiftRegister,
  ) {}

  /** How often others compensate a community's shift by its very opposite. */
  timesOpposed(community: number, { id, areaIndex, times }: OwnShift): number {
    if (areaIndex === unpublished) return times
    return areaIndex === unmatched ? 0 : this.register.timesOpposed(areaIndex, community, id, times)
  }

  /** Whether a shift that is made so often is compensated by related shifts, or period by period. */
  isCompensatedOtherwise(community: number, id: ShiftId, times: Times): boolean {
    return (
      this.isCompensatedByRelated(community, id, times) ||
      this.areCompensated(community, this.counts.space.partsByPeriod(id), times)
    )
  }

  /** Whether each shift of a joint shift is compensated. */
  isJointCompensated(community: number, { shifts, times }: JointShift): boolean {
    return this.areCompensated(community, shifts, times)
  }

  /** How often others compensate a community's shift by its very opposite, each at most as often as it `can`. */
  timesOpposedBy(
    community: number,
    { id, areaIndex, times }: OwnShift,
    can: (other: number, id: ShiftId) => number,
  ): number {
    if (areaIndex < 0) return areaIndex === unpublished ? times : 0
    const opposite = this.counts.space.opposite(id)
    const able: [number, number, number] = [0, 0, 0]
    for (const other of membersAt(this.counts.world, areaIndex)) {
      if (other === community) continue
      const often = Math.min(this.register.timesOf(other, opposite, areaIndex), can(other, opposite))
      for (const index of able.keys()) if (often > index) able[index] = (able[index] ?? 0) + 1
      if (able[0] > times) break
    }
    return timesOpposed(able, times)
  }

  private isCompensatedByRelated(community: number, id: ShiftId, times: Times): boolean {
    const areaIndex = this.register.areaAt(community, id)
    return areaIndex >= 0 && this.hasPartners(areaIndex, community, id, times)
  }

  /** Whether shifts that a community makes together, each in a period of its own, are each compensated. */
  private areCompensated(community: number, parts: readonly ShiftId[], times: Times): boolean {
    if (parts.length === 0) return false
    const shown = parts.flatMap((part) => {
      const areaIndex = this.register.areaAt(community, part)
      return areaIndex === unpublished ? [] : [{ part, areaIndex }]
    })
    const areas = new Map(shown.map(({ part, areaIndex }) => [part, areaIndex]))
    const opposed = [
      ...timesOfEach(
        shown.map(({ part }) => part),
        times,
      ),
    ].map(([id, often]) => ({
      times: often,
      able: this.register.partnersOf(community, { id, areaIndex: areas.get(id) ?? unmatched }),
    }))
    const made = shown.length * times
    return (
      areEnoughTogether(opposed) ||
      shown.every(({ part, areaIndex }) => this.hasPartners(areaIndex, community, part, made))
    )
  }

  /** Whether enough others of an area oppose shifts that are related to one of `made` shifts, with their residuals balanced. */
  private hasPartners(areaIndex: number, community: number, id: ShiftId, made: number): boolean {
    const { space } = this.counts
    const opposed: ShiftId[] = []
    let partners = 0
    for (const { id: related, residual } of space.relatedShifts(id)) {
      const others = this.register.partnersIn(areaIndex, community, related)
      if (others === 0) continue
      const balancers = balancersNeeded(made, residual.length)
      if (!residual.every((rest) => this.isBalanced(areaIndex, community, rest, balancers))) continue
      if (others >= partnersNeeded(made)) return true
      opposed.push(space.opposite(related))
      partners += others
    }
    return partners >= partnersNeeded(made) && this.countAble(areaIndex, community, opposed) >= partnersNeeded(made)
  }

  /** How many others of an area can make one of some shifts, each counted once. */
  private countAble(areaIndex: number, community: number, ids: readonly ShiftId[]): number {
    return membersAt(this.counts.world, areaIndex).filter(
      (other) => other !== community && ids.some((id) => this.register.timesOf(other, id, areaIndex) > 0),
    ).length
  }

  /** Whether enough others oppose a residual shift: of the area, or of the wider one in which sums tell of it. */
  private isBalanced(areaIndex: number, community: number, id: ShiftId, enough: number): boolean {
    if (this.register.partnersIn(areaIndex, community, id) >= enough) return true
    const { counts } = this
    const shown = compensationLevel(counts, community, id, () => true, levelAt(counts.world, areaIndex))
    if (shown === 'nowhere') return true
    const wider = areaIndexOf(counts.world, shown, areaOf(counts, shown, community))
    return this.register.partnersIn(wider, community, id) >= enough
  }
}
