import { type CountWorld, maskAt } from '../world/count-world.js'
import { hasPlay } from './has-play.js'

/** A move made in a way, as one number: the place of the way × how many moves there are + the place of the move. */
export type MoveId = number

/** The cells that a move changes, as a mask. */
export function cellsOf({ moves }: CountWorld, id: MoveId): number {
  return moves[id % moves.length]?.mask ?? 0
}

/** The periods in which it changes them, as a mask of places. */
export function placesOf({ moves, ways }: CountWorld, id: MoveId): number {
  return ways[Math.floor(id / moves.length)]?.mask ?? 0
}

/** Whether it changes the whole of which the count is a part as well. */
export function isJoint({ moves, ways }: CountWorld, id: MoveId): boolean {
  return ways[Math.floor(id / moves.length)]?.joint === true
}

/**
 * The moves of one community that what it released itself does not rule out: every cell they change is hidden and above
 * zero wherever they change it.
 *
 * @param hiddenNow what counts as hidden in the current period
 */
export function possibleMoves(counts: CountWorld, community: number, hiddenNow: number): readonly MoveId[] {
  const { moves, ways, world, hidden, nonzero } = counts
  const { current, periods } = world.timeline
  const movable = periods.map(
    (_, place) =>
      (place === current ? hiddenNow : maskAt(hidden, place, community)) & maskAt(nonzero, place, community),
  )
  const found: MoveId[] = []
  for (const [way, made] of ways.entries()) {
    let open = -1
    for (const place of made.along) open &= movable[place] ?? 0
    for (const place of made.against) open &= movable[place] ?? 0
    if (open === 0) continue
    for (let move = 0; move < moves.length; move++) {
      const changed = moves[move]
      if (changed === undefined || (changed.mask & open) !== changed.mask) continue
      if (hasPlay(counts, community, changed, made)) found.push(way * moves.length + move)
    }
  }
  return found
}

/** Adds the cells that a move changes to a coverage: masks of cells by period. */
export function cover(counts: CountWorld, covered: Int32Array, id: MoveId): void {
  const mask = cellsOf(counts, id)
  for (let places = placesOf(counts, id); places !== 0; places &= places - 1) {
    const place = 31 - Math.clz32(places & -places)
    covered[place] = (covered[place] ?? 0) | mask
  }
}

/** What a coverage leaves open of the cells that must not be known, by period; undefined when nothing is. */
export function uncovered(counts: CountWorld, community: number, covered: Int32Array): Int32Array | undefined {
  const open = covered.map((mask, place) => maskAt(counts.primary, place, community) & ~mask)
  return open.some((mask) => mask !== 0) ? open : undefined
}

/** Whether a move changes one of the cells that are still open. */
export function helps(counts: CountWorld, id: MoveId, open: Int32Array): boolean {
  const mask = cellsOf(counts, id)
  const places = placesOf(counts, id)
  return open.some((cells, place) => ((places >> place) & 1) === 1 && (cells & mask) !== 0)
}
