import type { CountDraft } from '../shifts/count-draft.js'
import type { Times } from '../model/protection-interval.js'
import { type PossibleShifts, type ShiftId, noShifts } from '../shifts/shift-space.js'
import { areaIndexOf, membersAt } from '../world/area-index.js'
import { maskAt } from '../world/count-tables.js'
import { areaOf } from '../world/published-sums.js'
import { compensationLevel } from './compensation-level.js'
import { timesOpposed, withoutOne } from './partners-needed.js'
import { type Able, ShiftTally, everybody, nobody } from './shift-tally.js'

/** In place of an area: no published sum tells of the shift, so that nobody need compensate it. */
export const unpublished = -1
/** In place of an area: the shift as a whole shows in sums of some of its periods and not of others, so that nobody has one like it. */
export const unmatched = -2
/** With so many who can make a shift there are enough for whatever it has to compensate: of counts that add up over time, at most five. */
const plenty = 40

/** The shifts of a community, and for each the index of the area in which it is counted, if it is. */
interface RegisteredShifts extends PossibleShifts {
  readonly areas: Int32Array
  /** How often the community can make each for another. */
  readonly forOthers: readonly (Times | 0)[]
}

/** A shift that a community can make so often, with the index of the area in which it must be compensated. */
export interface OwnShift {
  readonly id: ShiftId
  readonly areaIndex: number
  readonly times: Times
}

/** Which shifts each community can make, and how many others of the area in which a shift shows can make it too. */
export class ShiftRegister {
  private readonly registered: RegisteredShifts[] = []
  private readonly tally = new ShiftTally()

  /** @param known by community: the shifts that it can make, as far as they were looked up */
  constructor(
    private readonly counts: CountDraft,
    known: readonly (PossibleShifts | undefined)[] = [],
  ) {
    for (let community = 0; community < counts.world.communities.length; community++)
      this.register(community, known[community])
  }

  /** The shifts that a community can make. */
  shiftsOf(community: number): readonly OwnShift[] {
    const { ids, areas, times } = this.of(community)
    return ids.map((id, index) => ({ id, areaIndex: areas[index] ?? unmatched, times: times[index] ?? 1 }))
  }

  /** The others of an area that can make the opposite of a community's shift. */
  opposing(areaIndex: number, community: number, id: ShiftId): Able {
    const opposite = this.counts.space.opposite(id)
    return withoutOne(this.tally.of(areaIndex, opposite), this.timesOf(community, opposite, areaIndex))
  }

  /** How often others of an area, but for any one of them, make the opposite of a community's shift: `most` times at the most. */
  timesOpposed(areaIndex: number, community: number, id: ShiftId, most: Times): number {
    return timesOpposed(this.opposing(areaIndex, community, id), most)
  }

  /** How many others of an area can make the opposite of a community's shift. */
  partnersIn(areaIndex: number, community: number, id: ShiftId): number {
    const opposite = this.counts.space.opposite(id)
    return this.tally.countOf(areaIndex, opposite) - (this.timesOf(community, opposite, areaIndex) > 0 ? 1 : 0)
  }

  /** The others who can make the opposite of a shift that a community makes: anybody of one that shows nowhere. */
  partnersOf(community: number, { id, areaIndex }: Pick<OwnShift, 'id' | 'areaIndex'>): Able {
    if (areaIndex === unpublished) return everybody
    return areaIndex === unmatched ? nobody : this.opposing(areaIndex, community, id)
  }

  /** How often a community can make a shift for another in an area in which it is counted. */
  timesOf(community: number, id: ShiftId, areaIndex: number): Times | 0 {
    const { ids, areas, forOthers } = this.of(community)
    let [low, high] = [0, ids.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = ids[middle] ?? 0
      if (found === id) return areas[middle] === areaIndex ? (forOthers[middle] ?? 0) : 0
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return 0
  }

  /** The index of the area in which a community's shift shows by the sums that are published now. */
  areaAt(community: number, id: ShiftId): number {
    const level = compensationLevel(this.counts, community, id)
    if (level === 'nowhere') return unpublished
    if (!this.isSummedThroughout(community, id)) return unmatched
    return areaIndexOf(this.counts.world, level, areaOf(this.counts, level, community))
  }

  /** Looks some communities' shifts up anew, after more of them was hidden. */
  renew(communities: Iterable<number>): void {
    for (const community of communities) {
      this.count(community, -1)
      this.register(community)
    }
  }

  /** Counts some communities' shifts in other areas, after other sums are published. The shifts are the same. */
  relocate(communities: Iterable<number>): void {
    for (const community of communities) {
      this.count(community, -1)
      this.locate(community, this.of(community))
    }
  }

  /**
   * Makes a change that concerns some communities' shifts, and tells who has fewer partners left by it: all communities of the areas in
   * which a shift that became rarer is no longer plentiful.
   */
  losersBy(communities: readonly number[], change: () => void): ReadonlySet<number> {
    const before = new Map<number, Map<ShiftId, number>>()
    for (const community of communities) {
      for (const { id, areaIndex } of this.shiftsOf(community)) {
        if (areaIndex < 0) continue
        const inArea = before.get(areaIndex) ?? new Map<ShiftId, number>()
        before.set(areaIndex, inArea.set(id, this.tally.countOf(areaIndex, id)))
      }
    }
    change()
    const isRare = (areaIndex: number, [id, was]: readonly [ShiftId, number]) => {
      const left = this.tally.countOf(areaIndex, id)
      return left < was && left < plenty
    }
    const poorer = [...before].filter(([areaIndex, tallies]) => [...tallies].some((tally) => isRare(areaIndex, tally)))
    return new Set(poorer.flatMap(([areaIndex]) => membersAt(this.counts.world, areaIndex)))
  }

  private of(community: number): RegisteredShifts {
    return this.registered[community] ?? { ...noShifts, areas: new Int32Array(), forOthers: [] }
  }

  private register(community: number, known?: PossibleShifts): void {
    const { counts } = this
    const hiddenNow = maskAt(counts.hidden, counts.world.timeline.current, community)
    const { space, whole } = counts
    const limits = space.limitsOf(community, hiddenNow)
    const possible = known ?? space.possible(community, limits)
    const forOthers =
      whole === undefined ? possible.times : possible.ids.map((id) => space.timesOf(community, limits, id))
    this.locate(community, { ...possible, forOthers })
  }

  private locate(community: number, shifts: Omit<RegisteredShifts, 'areas'>): void {
    const areas = Int32Array.from(shifts.ids, (id) => this.areaAt(community, id))
    this.registered[community] = { ...shifts, areas }
    this.count(community, 1)
  }

  /** Whether a community is in the sums of all periods that a shift changes. It is where there is one. */
  private isSummedThroughout(community: number, id: ShiftId): boolean {
    const { world, space, isSummed } = this.counts
    return (
      world.timeline.periods.length === 1 ||
      space.changes(id).every(({ periodIndex }) => isSummed(periodIndex, community))
    )
  }

  private count(community: number, amount: number): void {
    const { ids, areas, forOthers } = this.of(community)
    for (const [index, id] of ids.entries()) {
      const [areaIndex = unmatched, times = 0] = [areas[index], forOthers[index]]
      if (areaIndex >= 0 && times > 0) this.tally.add(areaIndex, id, times as Times, amount)
    }
  }
}
