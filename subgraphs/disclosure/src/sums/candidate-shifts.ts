import type { Times } from '../model/protection-interval.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { areWithin } from '../shifts/limits.js'
import type { Limits, PossibleShifts, ShiftId } from '../shifts/shift-space.js'
import { ShiftCombinations } from '../shifts/shift-combinations.js'
import { areaIndexOf } from '../world/area-index.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, areaOf, membersOf } from '../world/published-sums.js'
import { timesOpposed, withoutOne } from './partners-needed.js'
import { type Able, ShiftTally } from './shift-tally.js'

const none: Able = [0, 0, 0]

/** A community that could make a shift so often. */
export interface Candidate {
  readonly community: number
  readonly times: Times
}

/** Which communities could make which shifts, if all were hidden now that can be. Looked up when asked, and kept. */
export class CandidateShifts {
  private limits: Limits[] = []
  private last: { readonly community: number; readonly shifts: PossibleShifts } | undefined
  private readonly communities = new Map<string, Map<ShiftId, readonly Candidate[]>>()
  private readonly tallies = new Map<string, ShiftTally>()
  private readonly combined = new Map<string, ShiftCombinations>()

  /** @param now who can make which shifts by what is hidden already */
  constructor(
    private readonly counts: CountDraft,
    private readonly now: { opposing(areaIndex: number, community: number, id: ShiftId): Able },
  ) {}

  /** Looks everything up anew, after sums of the whole were unpublished, which leaves more open. */
  forget(): void {
    this.limits = []
    this.last = undefined
    this.communities.clear()
    this.tallies.clear()
    this.combined.clear()
  }

  /** The shifts that a community could make. */
  of(community: number): PossibleShifts {
    // Only the last: all of a city take half a gigabyte.
    if (this.last?.community !== community)
      this.last = { community, shifts: this.counts.space.possible(community, this.limitsOf(community)) }
    return this.last.shifts
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

  /** How many others around a community could make the opposite of its shift. */
  countOpposing(level: Level, community: number, id: ShiftId): number {
    return this.opposing(level, community, id)[0]
  }

  /** The others who could; of shifts that are looked up slowly, those who can already. */
  private opposing(level: Level, community: number, id: ShiftId): Able {
    const { counts, now } = this
    const opposite = counts.space.opposite(id)
    const area = areaOf(counts, level, community)
    if (counts.space.isVast)
      return level === 'nowhere' ? none : now.opposing(areaIndexOf(counts.world, level, area), community, id)
    const able = this.tallyOf(level, area).of(0, opposite)
    const own = able[0] === 0 ? 0 : counts.space.timesOf(community, this.limitsOf(community), opposite)
    return withoutOne(able, own)
  }

  /** The combinations of shifts that communities of an area could oppose. */
  combinations(level: Level, area: number): ShiftCombinations {
    const { counts } = this
    const key = `${level}/${area}`
    const known = this.combined.get(key)
    if (known !== undefined) return known
    const tally = this.tallyOf(level, area)
    const partners = new Map(tally.shiftsIn(0).map((id) => [counts.space.opposite(id), tally.countOf(0, id)]))
    const combinations = new ShiftCombinations(counts.space, partners)
    this.combined.set(key, combinations)
    return combinations
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
    return (this.limits[community] ??= space.limitsOf(community, maskAt(hideable, world.timeline.current, community)))
  }
}
