import { type MoveId, cover, possibleMoves, uncovered } from '../moves/possible-moves.js'
import { type CountWorld, maskAt } from '../world/count-world.js'
import { scopeOf } from './scope-of.js'
import { type Level, areaOf, leastContributors } from './released-sums.js'

/**
 * The proof that what is released exposes nobody: for every cell that must not be known a move which three communities can
 * make between whose sums it goes unseen. When one makes it and another the opposite one, the world is another and every
 * released cell and sum the same; whoever knows one of the three still can't tell.
 */
export class Certificate {
  /** By community: its possible moves, and where in `sharers` each is counted; −1 where nothing must be made up for. */
  private readonly known: { readonly moves: readonly MoveId[]; readonly slots: Int32Array }[] = []
  private readonly sharers: Int32Array
  private readonly width: number

  constructor(private readonly counts: CountWorld) {
    const { streets, boroughs, communities } = counts.world
    this.width = counts.moves.length * counts.ways.length
    this.sharers = new Int32Array((streets.length + Math.max(1, boroughs.length) + 1) * this.width)
    for (let community = 0; community < communities.length; community++) this.learn(community)
  }

  /** The cells of a community that the proof leaves open, by period; undefined when there are none. */
  openOf(community: number): Int32Array | undefined {
    const covered = new Int32Array(this.counts.world.timeline.periods.length)
    const { moves, slots } = this.of(community)
    for (const [index, id] of moves.entries()) {
      const slot = slots[index] ?? -1
      if (slot < 0 || (this.sharers[slot] ?? 0) >= leastContributors) cover(this.counts, covered, id)
    }
    return uncovered(this.counts, community, covered)
  }

  /** Counts some communities anew, after more of them was hidden or other sums are released. */
  renew(communities: Iterable<number>): void {
    for (const community of communities) {
      this.add(community, -1)
      this.learn(community)
    }
  }

  /** Whether some communities' moves are shared widely enough where others rely on them, or not at all. */
  leavesOthersAlone(communities: readonly number[], change: () => void): boolean {
    const before = new Map<number, number>()
    for (const community of communities)
      for (const slot of this.of(community).slots) if (slot >= 0) before.set(slot, this.sharers[slot] ?? 0)
    change()
    for (const [slot, count] of before)
      if (count >= leastContributors && (this.sharers[slot] ?? 0) < leastContributors && (this.sharers[slot] ?? 0) > 0)
        return false
    return true
  }

  private of(community: number) {
    return this.known[community] ?? { moves: [], slots: new Int32Array() }
  }

  private learn(community: number): void {
    const { counts } = this
    const hiddenNow = maskAt(counts.hidden, counts.world.timeline.current, community)
    const moves = possibleMoves(counts, community, hiddenNow)
    const slots = Int32Array.from(moves, (id) => {
      const level = scopeOf(counts, community, id)
      return level === 'nowhere' ? -1 : this.slotOf(level, areaOf(counts, level, community), id)
    })
    this.known[community] = { moves, slots }
    this.add(community, 1)
  }

  private slotOf(level: Level, area: number, id: MoveId): number {
    const { streets, boroughs } = this.counts.world
    const before = level === 'street' ? 0 : level === 'borough' ? streets.length : streets.length + boroughs.length
    return (before + area) * this.width + id
  }

  private add(community: number, amount: number): void {
    for (const slot of this.of(community).slots) if (slot >= 0) this.sharers[slot] = (this.sharers[slot] ?? 0) + amount
  }
}
