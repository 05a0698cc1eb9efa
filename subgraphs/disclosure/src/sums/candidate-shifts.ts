import type { CountDraft } from '../shifts/count-draft.js'
import { areWithin } from '../shifts/limits.js'
import type { Limits, ShiftId } from '../shifts/shift-space.js'
import { ShiftCombinations } from '../shifts/shift-combinations.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, membersOf } from '../world/published-sums.js'

/** Which communities could make which shifts, if whatever is above zero were hidden now. Looked up when asked, and kept. */
export class CandidateShifts {
  private limits: Limits[] = []
  private readonly communities = new Map<string, Map<ShiftId, readonly number[]>>()
  private readonly combined = new Map<string, ShiftCombinations>()

  constructor(private readonly counts: CountDraft) {}

  /** Looks everything up anew, after sums of the whole were unpublished, which leaves more open. */
  forget(): void {
    this.limits = []
    this.communities.clear()
    this.combined.clear()
  }

  /** The shifts that a community could make. */
  of(community: number): readonly ShiftId[] {
    return this.counts.space.possible(community, this.limitsOf(community))
  }

  /** The shifts of one period alone that a community's returns leave open, whether or not other periods let it make them. */
  ofOnePeriod(community: number): readonly ShiftId[] {
    const { space } = this.counts
    const limits = this.limitsOf(community)
    return space.ofOnePeriod.filter((id) => areWithin(space.changes(id), limits))
  }

  /** The communities of an area that could make a shift. */
  within(level: Level, area: number, id: ShiftId): readonly number[] {
    const key = `${level}/${area}`
    const inArea = this.communities.get(key) ?? new Map<ShiftId, readonly number[]>()
    this.communities.set(key, inArea)
    const known =
      inArea.get(id) ??
      membersOf(this.counts, level, area).filter((community) =>
        this.counts.space.allows(community, this.limitsOf(community), id),
      )
    inArea.set(id, known)
    return known
  }

  /** The combinations of shifts that communities of an area could oppose. */
  combinations(level: Level, area: number): ShiftCombinations {
    const { counts } = this
    const key = `${level}/${area}`
    const known = this.combined.get(key) ?? new ShiftCombinations(counts.space, this.tallyWithin(level, area))
    this.combined.set(key, known)
    return known
  }

  /** How many communities of an area could make the opposite of each shift. */
  private tallyWithin(level: Level, area: number): ReadonlyMap<ShiftId, number> {
    const { space, isSummed, world } = this.counts
    const tally = new Map<ShiftId, number>()
    for (const community of membersOf(this.counts, level, area)) {
      if (!isSummed(world.timeline.current, community)) continue
      for (const id of this.of(community)) {
        const opposite = space.opposite(id)
        tally.set(opposite, (tally.get(opposite) ?? 0) + 1)
      }
    }
    return tally
  }

  /** What a community's returns would leave open. */
  limitsOf(community: number): Limits {
    const { space, nonzero, world } = this.counts
    return (this.limits[community] ??= space.limitsOf(community, maskAt(nonzero, world.timeline.current, community)))
  }
}
