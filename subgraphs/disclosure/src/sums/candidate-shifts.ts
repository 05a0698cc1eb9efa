import type { Times } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { areWithin } from '../shifts/limits.js'
import type { Limits, PossibleShifts, ShiftId } from '../shifts/shift-space.js'
import { areaIndexOf } from '../world/area-index.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, areaOf, membersOf } from '../world/published-sums.js'
import { timesOpposed, withoutOne } from './partners-needed.js'
import { type Able, ShiftTally, nobody } from './shift-tally.js'

/** A community that could make a shift so often. */
export interface Candidate {
  readonly community: number
  readonly times: Times
}

/** Which communities could make which shifts, if all were hidden now that can be. Looked up when asked, and kept. */
export class CandidateShifts {
  private readonly limits = new Map<number, Limits>()
  private readonly shifts = new Map<number, PossibleShifts>()
  private readonly communities = new Map<string, Map<ShiftId, readonly Candidate[]>>()
  private readonly tallies = new Map<string, ShiftTally>()

  /** @param now who can make which shifts by what is hidden already */
  constructor(
    private readonly counts: CountDraft,
    private readonly now: { opposing(areaIndex: number, community: number, id: ShiftId): Able },
  ) {}

  /** Looks everything up anew, after sums of the whole were unpublished, which leaves more open. */
  forget(): void {
    this.limits.clear()
    this.shifts.clear()
    this.countAnew()
  }

  /** Looks up anew what a community could make, after sums left it out. */
  leaveOut(community: number): void {
    this.limits.delete(community)
    this.shifts.delete(community)
  }

  /** Counts anew who could make what, after sums left some communities out. */
  countAnew(): void {
    this.communities.clear()
    this.tallies.clear()
  }

  /** The shifts that a community could make. */
  of(community: number): PossibleShifts {
    const shifts = this.shifts.get(community) ?? this.counts.space.possible(community, this.limitsOf(community))
    this.shifts.set(community, shifts)
    return shifts
  }

  /** The shifts of one period alone that a community's returns leave open, whether or not other periods let it make them. */
  ofOnePeriod(community: number): readonly ShiftId[] {
    const { space } = this.counts
    const limits = this.limitsOf(community)
    return space.ofOnePeriod.filter((id) => areWithin(space.changes(id), limits, 1))
  }

  /** The communities of an area that could make a shift. */
  within(level: Level, area: number, id: ShiftId): readonly Candidate[] {
    const key = `${level}/${area}`
    const inArea = this.communities.get(key) ?? new Map<ShiftId, readonly Candidate[]>()
    this.communities.set(key, inArea)
    const known =
      inArea.get(id) ??
      membersOf(this.counts, level, area).flatMap((community) => {
        const times = this.counts.space.timesOf(community, this.limitsOf(community), id)
        return times === 0 ? [] : [{ community, times }]
      })
    inArea.set(id, known)
    return known
  }

  /** How often others around a community could make the opposite of its shift, any one of them left aside: `most` times at the most. */
  timesOpposed(level: Level, community: number, id: ShiftId, most: Times): number {
    return timesOpposed(this.opposing(level, community, id), most)
  }

  /** The others around a community who could make the opposite of its shift; of shifts that are looked up slowly, those who can already. */
  opposing(level: Level, community: number, id: ShiftId): Able {
    const { counts, now } = this
    const opposite = counts.space.opposite(id)
    const area = areaOf(counts, level, community)
    if (counts.space.isVast)
      return level === 'nowhere' ? nobody : now.opposing(areaIndexOf(counts.world, level, area), community, id)
    const able = this.tallyOf(level, area).of(0, opposite)
    const own = able[0] === 0 ? 0 : counts.space.timesOf(community, this.limitsOf(community), opposite)
    return withoutOne(able, own)
  }

  /** How many communities of an area could make each shift. */
  private tallyOf(level: Level, area: number): ShiftTally {
    const { counts } = this
    const key = `${level}/${area}`
    const known = this.tallies.get(key)
    if (known !== undefined) return known
    const tally = new ShiftTally()
    for (const community of membersOf(counts, level, area)) {
      if (!counts.isSummed(counts.world.timeline.current, community)) continue
      const { ids, times } = this.of(community)
      for (const [index, id] of ids.entries()) tally.add(0, id, times[index] ?? 1, 1)
    }
    this.tallies.set(key, tally)
    return tally
  }

  /** What a community's returns would leave open. */
  limitsOf(community: number): Limits {
    const { space, hideable, world } = this.counts
    const limits =
      this.limits.get(community) ?? space.limitsOf(community, maskAt(hideable, world.timeline.current, community))
    this.limits.set(community, limits)
    return limits
  }
}
