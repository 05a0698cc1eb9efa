import type { CountDraft } from '../moves/count-draft.js'
import { type Coverage, cover, noCoverage, uncovered } from '../moves/coverage.js'
import type { MoveId } from '../moves/move-space.js'
import { maskAt } from '../world/count-tables.js'
import { levelAt, membersAt, areaIndexOf } from '../world/area-index.js'
import { areaOf, evenersFor, makersFor } from '../world/released-sums.js'
import { scopeOf } from './scope-of.js'
import { Tally } from './tally.js'

/** No sum tells of the move. */
const untold = -1
/** The move as a whole matches nobody's. */
const unmatched = -2
/** With so many who can make a move there are enough for whatever moves it has to make up for, even for the most made at once. */
const plenty = 40

/** The moves of a community, in ascending order, and for each the index of the area it is counted in, if it is. */
interface KnownMoves {
  readonly moves: readonly MoveId[]
  readonly areas: Int32Array
}

/**
 * Moves that a community can make at once, each in a period of its own, once or even twice: what goes up by two, or down, need not
 * go the other way to have as many values left.
 */
export interface MovesAtOnce {
  readonly moves: readonly MoveId[]
  readonly times: 1 | 2
  /** Others' moves that add up to them, where they are made up for so, and not each for itself. */
  readonly by?: readonly MoveId[]
}

/**
 * The proof that what is released exposes nobody: for every cell that must not be known a move up and a move down, each of
 * which two other communities could make up for where the released sums would tell of it. Then another world, with one more
 * or one less in the cell, looks the same from outside, even to one who is one of those two and knows its own numbers.
 */
export class Certificate {
  private readonly known: KnownMoves[] = []
  /** By community: moves that it can make at once. */
  private readonly together: (readonly MovesAtOnce[])[] = []
  private readonly tally = new Tally()

  constructor(private readonly counts: CountDraft) {
    for (let community = 0; community < counts.world.communities.length; community++) this.learn(community)
  }

  /** The cells of a community that the proof leaves open; undefined when there are none. */
  openOf(community: number): Coverage | undefined {
    const { counts } = this
    if (counts.primary.every((masks) => (masks[community] ?? 0) === 0)) return undefined
    const covered = noCoverage(counts)
    const { moves, areas } = this.of(community)
    for (const [index, id] of moves.entries())
      if (this.isShared(community, id, areas[index] ?? unmatched)) cover(counts.space, covered, id)
    for (const { moves: parts, times } of this.madeAtOnce(community)) {
      for (const id of parts) cover(counts.space, covered, id)
      if (times === 2) for (const id of parts) cover(counts.space, covered, counts.space.opposite(id))
    }
    return uncovered(counts, community, covered)
  }

  /** Takes note of moves that a community can make at once. */
  add(community: number, moves: MovesAtOnce): void {
    this.together[community] = [...(this.together[community] ?? []), moves]
  }

  /** What a community makes at once and others make up for. */
  madeAtOnce(community: number): readonly MovesAtOnce[] {
    return (this.together[community] ?? []).filter((atOnce) => this.isMadeAtOnce(community, atOnce))
  }

  /** The moves that a community can make, whether others make up for them or not, each with the area it is counted in. */
  movesOf(community: number): readonly (readonly [id: MoveId, area: number])[] {
    const { moves, areas } = this.of(community)
    return moves.map((id, index) => [id, areas[index] ?? unmatched])
  }

  /** Whether two others, as far as they `can`, make up for a move of a community that is counted in an area. */
  isMadeUpFor(community: number, id: MoveId, area: number, can: (other: number, id: MoveId) => boolean): boolean {
    if (area < 0) return area === untold
    const opposite = this.counts.space.opposite(id)
    let found = 0
    for (const other of membersAt(this.counts.world, area)) {
      if (other === community || !can(other, opposite) || !this.canMake(other, opposite, area)) continue
      found += 1
      if (found >= makersFor(1)) return true
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
      this.countShown(community, this.of(community).moves)
    }
  }

  /**
   * Makes a change that concerns some communities' moves, and tells who is left with fewer to make up for theirs: all of the areas in
   * which a move that became rarer is no longer plentiful.
   */
  whoLosesBy(communities: readonly number[], change: () => void): ReadonlySet<number> {
    const before = new Map<number, Map<MoveId, number>>()
    for (const community of communities) {
      const { moves, areas } = this.of(community)
      for (const [index, id] of moves.entries()) {
        const area = areas[index] ?? unmatched
        if (area < 0) continue
        const inArea = before.get(area) ?? new Map<MoveId, number>()
        before.set(area, inArea.set(id, this.tally.of(area, id)))
      }
    }
    change()
    const isRare = (area: number, [id, was]: readonly [MoveId, number]) => {
      const left = this.tally.of(area, id)
      return left < was && left < plenty
    }
    const poorer = [...before].filter(([area, tallies]) => [...tallies].some((tally) => isRare(area, tally)))
    return new Set(poorer.flatMap(([area]) => membersAt(this.counts.world, area)))
  }

  private isMadeAtOnce(community: number, { moves, times, by }: MovesAtOnce): boolean {
    return by === undefined ? this.areShared(community, moves, times) : this.isMadeUpBy(community, moves, by)
  }

  private isShared(community: number, id: MoveId, area: number): boolean {
    if (area === untold) return true
    if (area !== unmatched && this.othersAt(area, community, id) >= makersFor(1)) return true
    return this.isMatchedByVariants(community, id) || this.areShared(community, this.counts.space.parts(id))
  }

  private isMatchedByVariants(community: number, id: MoveId): boolean {
    const area = this.areaAt(community, id)
    return area >= 0 && this.areEnough(area, community, id, 1)
  }

  /** Whether moves that a community makes at once, each in a period of its own, are made up for each by others. */
  private areShared(community: number, parts: readonly MoveId[], times = 1): boolean {
    if (parts.length === 0) return false
    const told = parts.flatMap((part) => {
      const area = this.areaAt(community, part)
      return area === untold ? [] : [{ part, area }]
    })
    const made = told.length * times
    return (
      told.every(({ part, area }) => this.othersAt(area, community, part) >= makersFor(made)) ||
      told.every(({ part, area }) => this.areEnough(area, community, part, made))
    )
  }

  /** Whether enough others make the opposite of each of the moves that add up to what a community makes at once. */
  private isMadeUpBy(community: number, moves: readonly MoveId[], by: readonly MoveId[]): boolean {
    const { world, isSummed } = this.counts
    if (!isSummed(world.timeline.current, community)) return false
    const areas = moves.map((id) => this.areaAt(community, id)).filter((at) => at !== untold)
    if (areas.includes(unmatched)) return false
    // The narrowest of them.
    const area = Math.min(...areas)
    return by.every((id) => this.isEvenedOut(area, community, id, evenersFor(1, by.length - 1)))
  }

  /** Whether enough others of an area make the opposite of a variant of one of some moves, and what is left over is evened out. */
  private areEnough(area: number, community: number, id: MoveId, moves: number): boolean {
    const { space } = this.counts
    const found: MoveId[] = []
    let makers = 0
    for (const { id: variant, left } of space.variants(id)) {
      const others = this.othersAt(area, community, variant)
      if (others === 0) continue
      const eveners = evenersFor(moves, left.length)
      if (!left.every((move) => this.isEvenedOut(area, community, move, eveners))) continue
      if (others >= makersFor(moves)) return true
      found.push(space.opposite(variant))
      makers += others
    }
    return makers >= makersFor(moves) && this.makersAt(area, community, found) >= makersFor(moves)
  }

  /** How many others of an area can make one of some moves, each counted once. */
  private makersAt(area: number, community: number, ids: readonly MoveId[]): number {
    return membersAt(this.counts.world, area).filter(
      (other) => other !== community && ids.some((id) => this.canMake(other, id, area)),
    ).length
  }

  /** Whether enough others of an area, or of the wider one in which sums tell of it, make the opposite of what is left over. */
  private isEvenedOut(area: number, community: number, id: MoveId, enough: number): boolean {
    if (this.othersAt(area, community, id) >= enough) return true
    const told = scopeOf(this.counts, community, id, () => true, levelAt(this.counts.world, area))
    if (told === 'nowhere') return true
    return (
      this.othersAt(areaIndexOf(this.counts.world, told, areaOf(this.counts, told, community)), community, id) >= enough
    )
  }

  /** How many others of an area can make up for a move of a community. */
  private othersAt(area: number, community: number, id: MoveId): number {
    const opposite = this.counts.space.opposite(id)
    return this.tally.of(area, opposite) - (this.canMake(community, opposite, area) ? 1 : 0)
  }

  /** Whether a community can make a move that is counted in an area. */
  private canMake(community: number, id: MoveId, area: number): boolean {
    const { moves, areas } = this.of(community)
    let [low, high] = [0, moves.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = moves[middle] ?? 0
      if (found === id) return areas[middle] === area
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
    this.countShown(community, counts.space.possible(community, counts.space.limitsOf(community, hiddenNow)))
  }

  private countShown(community: number, moves: readonly MoveId[]): void {
    const areas = Int32Array.from(moves, (id) => this.areaAt(community, id))
    this.known[community] = { moves, areas }
    this.count(community, 1)
  }

  /** The index of the area within which a move shows in sums: of one in periods in which the community is summed, and others in which it is not, it shows in those of others. */
  private areaAt(community: number, id: MoveId): number {
    const level = scopeOf(this.counts, community, id)
    if (level === 'nowhere') return untold
    if (!this.isAlike(community, id)) return unmatched
    return areaIndexOf(this.counts.world, level, areaOf(this.counts, level, community))
  }

  /** Whether a community is summed in all of the periods that a move changes. It is in one. */
  private isAlike(community: number, id: MoveId): boolean {
    const { world, space, isSummed } = this.counts
    return (
      world.timeline.periods.length === 1 ||
      space.changes(id).every(({ periodIndex }) => isSummed(periodIndex, community))
    )
  }

  private count(community: number, amount: number): void {
    const { moves, areas } = this.of(community)
    for (const [index, id] of moves.entries()) {
      const area = areas[index] ?? unmatched
      if (area >= 0) this.tally.add(area, id, amount)
    }
  }
}
