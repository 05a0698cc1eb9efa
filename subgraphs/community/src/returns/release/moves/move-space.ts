/** A move by its number in a space of moves. */
export type MoveId = number

/** What a move does in a period: by how much cells change, one up and the other down, as masks of breakdowns. */
export interface Change {
  readonly place: number
  readonly up: number
  readonly down: number
}

/**
 * Changes of one community's tables that leave in place what tables promise: rows and columns still add up to their margins,
 * months to quarters and years. Every cell that a move changes, it changes by one. If what was released stays the same under
 * a move, the release can't tell the changed world from the true one.
 */
export interface MoveSpace {
  /** Moves are numbered from 0 to here. */
  readonly size: number
  /** The move that takes a move back. */
  opposite(id: MoveId): MoveId
  changes(id: MoveId): readonly Change[]
  /**
   * The moves of a community that its own true numbers allow and its own returns don't rule out, in ascending order.
   *
   * @param hiddenNow what counts as hidden in the current period
   */
  possible(community: number, hiddenNow: number): readonly MoveId[]
}

/** The cells that changes concern in one period, as a mask. */
export function cellsAt(changes: readonly Change[], place: number): number {
  let mask = 0
  for (const change of changes) if (change.place === place) mask |= change.up | change.down
  return mask
}
