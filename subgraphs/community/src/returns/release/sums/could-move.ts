import type { CountInRelease } from '../count-release.js'
import type { MoveId } from '../moves/move-space.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, membersOf } from './released-sums.js'

/** Who could make which moves, if whatever is above zero were hidden now. Looked up once, and kept. */
export class CouldMove {
  private readonly moves = new Map<number, readonly MoveId[]>()
  private readonly who = new Map<string, ReadonlyMap<MoveId, readonly number[]>>()

  constructor(private readonly counts: CountInRelease) {}

  /** The moves that a community could make. */
  of(community: number): readonly MoveId[] {
    const { space, nonzero, world } = this.counts
    const known =
      this.moves.get(community) ?? space.possible(community, maskAt(nonzero, world.timeline.current, community))
    this.moves.set(community, known)
    return known
  }

  /** The communities of an area that could make a move. */
  within(level: Level, area: number, id: MoveId): readonly number[] {
    const key = `${level}/${area}`
    const known = this.who.get(key) ?? this.invert(membersOf(this.counts, level, area))
    this.who.set(key, known)
    return known.get(id) ?? []
  }

  private invert(communities: readonly number[]): ReadonlyMap<MoveId, readonly number[]> {
    const who = new Map<MoveId, number[]>()
    for (const community of communities) {
      for (const id of this.of(community)) {
        const those = who.get(id)
        if (those === undefined) who.set(id, [community])
        else those.push(community)
      }
    }
    return who
  }
}
