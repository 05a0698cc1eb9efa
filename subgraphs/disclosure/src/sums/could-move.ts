import type { CountDraft } from '../moves/count-draft.js'
import { areWithin } from '../moves/limits.js'
import type { Limits, MoveId } from '../moves/move-space.js'
import { Summands } from '../moves/summands.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, membersOf } from '../world/released-sums.js'

/** Who could make which moves, if whatever is above zero were hidden now. Looked up when asked, and kept. */
export class CouldMove {
  private limits: Limits[] = []
  private readonly who = new Map<string, Map<MoveId, readonly number[]>>()
  private readonly sums = new Map<string, Summands>()

  constructor(private readonly counts: CountDraft) {}

  /** Looks everything up anew, after sums of the whole were taken back, which leave more open. */
  forget(): void {
    this.limits = []
    this.who.clear()
    this.sums.clear()
  }

  /** The moves that a community could make. */
  of(community: number): readonly MoveId[] {
    return this.counts.space.possible(community, this.limitsOf(community))
  }

  /** The moves of one period alone that a community's returns leave open, whether or not other periods let it make them. */
  singlesOf(community: number): readonly MoveId[] {
    const { space } = this.counts
    const limits = this.limitsOf(community)
    return space.singles.filter((id) => areWithin(space.changes(id), limits))
  }

  /** The communities of an area that could make a move. */
  within(level: Level, area: number, id: MoveId): readonly number[] {
    const key = `${level}/${area}`
    const inArea = this.who.get(key) ?? new Map<MoveId, readonly number[]>()
    this.who.set(key, inArea)
    const known =
      inArea.get(id) ??
      membersOf(this.counts, level, area).filter((community) =>
        this.counts.space.allows(community, this.limitsOf(community), id),
      )
    inArea.set(id, known)
    return known
  }

  /** The moves that communities of an area could make up for. */
  summands(level: Level, area: number): Summands {
    const { counts } = this
    const key = `${level}/${area}`
    const known = this.sums.get(key) ?? new Summands(counts.space, this.tallyWithin(level, area))
    this.sums.set(key, known)
    return known
  }

  /** How many communities of an area could make the opposite of each move. */
  private tallyWithin(level: Level, area: number): ReadonlyMap<MoveId, number> {
    const { space, isSummed, world } = this.counts
    const tally = new Map<MoveId, number>()
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
