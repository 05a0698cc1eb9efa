import type { CountInRelease } from '../count-release.js'
import { type Limits, areWithin } from '../moves/limits.js'
import type { MoveId } from '../moves/move-space.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, membersOf } from './released-sums.js'

/** Who could make which moves, if whatever is above zero were hidden now. Looked up when asked, and kept. */
export class CouldMove {
  private limits: Limits[] = []
  private readonly who = new Map<string, Map<MoveId, readonly number[]>>()

  constructor(private readonly counts: CountInRelease) {}

  /** Looks everything up anew, after sums of the whole were taken back, which leave more open. */
  forget(): void {
    this.limits = []
    this.who.clear()
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

  /** What a community's returns would leave open. */
  limitsOf(community: number): Limits {
    const { space, nonzero, world } = this.counts
    return (this.limits[community] ??= space.limitsOf(community, maskAt(nonzero, world.timeline.current, community)))
  }
}
