import type { CountInRelease } from '../count-release.js'
import { type Coverage, cover, noCoverage, uncovered } from '../moves/coverage.js'
import type { MoveId } from '../moves/move-space.js'
import { maskAt } from '../world/count-tables.js'
import { type Level, areaOf, leastContributors } from './released-sums.js'
import { scopeOf } from './scope-of.js'
import { Tally } from './tally.js'

/** The moves of a community, in ascending order, and for each the place of the area it is counted in; −1 for none. */
interface KnownMoves {
  readonly moves: readonly MoveId[]
  readonly areas: Int32Array
}

/**
 * The proof that what is released exposes nobody: for every cell that must not be known a move up and a move down, each of
 * which two other communities could make up for where the released sums would tell of it. Then another world, with one more
 * or one less in the cell, looks the same from outside, even to one who is one of those two and knows its own numbers.
 */
export class Certificate {
  private readonly known: KnownMoves[] = []
  private readonly tally = new Tally()

  constructor(private readonly counts: CountInRelease) {
    for (let community = 0; community < counts.world.communities.length; community++) this.learn(community)
  }

  /** The cells of a community that the proof leaves open; undefined when there are none. */
  openOf(community: number): Coverage | undefined {
    const { counts } = this
    if (counts.primary.every((masks) => (masks[community] ?? 0) === 0)) return undefined
    const covered = noCoverage(counts)
    const { moves, areas } = this.of(community)
    for (const [index, id] of moves.entries())
      if (this.isShared(community, id, areas[index] ?? -1)) cover(counts.space, covered, id)
    return uncovered(counts, community, covered)
  }

  /** The moves that a community can make, whether others make up for them or not, each with the area it is counted in. */
  movesOf(community: number): readonly (readonly [id: MoveId, area: number])[] {
    const { moves, areas } = this.of(community)
    return moves.map((id, index) => [id, areas[index] ?? -1])
  }

  /** Whether two others, as far as they `can`, make up for a move of a community that is counted in an area. */
  isMadeUpFor(community: number, id: MoveId, area: number, can: (other: number, id: MoveId) => boolean): boolean {
    if (!this.isShared(community, id, area)) return false
    if (area < 0) return true
    const opposite = this.counts.space.opposite(id)
    let found = 0
    for (const other of this.membersAt(area)) {
      if (other === community || !can(other, opposite) || !this.canMake(other, opposite, area)) continue
      found += 1
      if (found >= leastContributors - 1) return true
    }
    return false
  }

  /** Counts some communities anew, after more of them was hidden. */
  renew(communities: Iterable<number>): void {
    for (const community of communities) {
      this.count(community, -1)
      this.learn(community)
    }
  }

  /** Counts some communities where they belong, after other sums are released. Their moves are the same. */
  rescope(communities: Iterable<number>): void {
    for (const community of communities) {
      this.count(community, -1)
      this.place(community, this.of(community).moves)
    }
  }

  /** Whether after a change that concerns some communities' moves no one else's become too rare to be made up for. */
  leavesOthersAlone(communities: readonly number[], change: () => void): boolean {
    const before: (readonly [number, MoveId])[] = []
    for (const community of communities) {
      const { moves, areas } = this.of(community)
      for (const [index, id] of moves.entries()) {
        const area = areas[index] ?? -1
        if (area >= 0 && this.tally.of(area, id) >= leastContributors) before.push([area, id])
      }
    }
    change()
    return before.every(([area, id]) => {
      const left = this.tally.of(area, id)
      return left === 0 || left >= leastContributors
    })
  }

  private isShared(community: number, id: MoveId, area: number): boolean {
    if (area < 0) return true
    const opposite = this.counts.space.opposite(id)
    const own = this.canMake(community, opposite) ? 1 : 0
    return this.tally.of(area, opposite) - own >= leastContributors - 1
  }

  /** Whether a community can make a move; with an area, whether it is counted there. */
  private canMake(community: number, id: MoveId, area?: number): boolean {
    const { moves, areas } = this.of(community)
    let [low, high] = [0, moves.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = moves[middle] ?? 0
      if (found === id) return area === undefined || areas[middle] === area
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return false
  }

  private of(community: number): KnownMoves {
    return this.known[community] ?? { moves: [], areas: new Int32Array() }
  }

  private learn(community: number): void {
    const { counts } = this
    const hiddenNow = maskAt(counts.hidden, counts.world.timeline.current, community)
    const moves = this.recognised(community, counts.space.possible(community, hiddenNow))
    this.place(community, moves)
  }

  private place(community: number, moves: readonly MoveId[]): void {
    const { counts } = this
    const areas = Int32Array.from(moves, (id) => {
      const level = scopeOf(counts, community, id)
      return level === 'nowhere' ? -1 : this.placeOf(level, areaOf(counts, level, community))
    })
    this.known[community] = { moves, areas }
    this.count(community, 1)
  }

  /**
   * Of a community that was summed before and is not now, others' moves that touch the current period are no match: theirs
   * show in its sums. Its own count only as far as they keep to what was before, or to what is not summed at all.
   */
  private recognised(community: number, moves: readonly MoveId[]): readonly MoveId[] {
    const { world, space, isSummed } = this.counts
    const { current, periods } = world.timeline
    if (periods.length === 1 || isSummed(current, community)) return moves
    return moves.filter((id) => {
      const places = space.changes(id).map(({ place }) => place)
      return !places.includes(current) || !places.some((place) => isSummed(place, community))
    })
  }

  private placeOf(level: Level, area: number): number {
    const { streets, boroughs } = this.counts.world
    if (level === 'street') return area
    return streets.length + (level === 'borough' ? area : boroughs.length)
  }

  private membersAt(area: number): readonly number[] {
    const { streets, boroughs, city } = this.counts.world
    return (streets[area] ?? boroughs[area - streets.length] ?? city).communities
  }

  private count(community: number, amount: number): void {
    const { moves, areas } = this.of(community)
    for (const [index, id] of moves.entries()) {
      const area = areas[index] ?? -1
      if (area >= 0) this.tally.add(area, id, amount)
    }
  }
}
