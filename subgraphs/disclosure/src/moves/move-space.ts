/** A move by its number in a space of moves. */
export type MoveId = number

/** What a move does in a period: by how much cells change, one up and the other down, as masks of breakdowns. */
export interface Change {
  readonly periodIndex: number
  readonly up: number
  readonly down: number
}

/** What a community's tables leave open to a move. */
export interface Limits {
  /** By period, the cells that can go up, since they are hidden, and those that can go down, since they are above zero too: masks. */
  readonly up: Int32Array
  readonly down: Int32Array
  /** What can't be said cell by cell; asked only of what `up` and `down` allow. */
  readonly allow: (changes: readonly Change[]) => boolean
}

/** Tells the limits of a community's moves, given what counts as hidden in the current period. */
export type LimitsOf = (community: number, hiddenNow: number) => Limits

/** One makes the opposite of a move, and others even out what that leaves over of the move to make up for: moves, as if made. */
export interface Variant {
  readonly id: MoveId
  readonly left: readonly MoveId[]
}

/** A cell that has to go up or down in a period beside what some changes do. */
export interface Step {
  readonly periodIndex: number
  readonly cell: number
  readonly isUp: boolean
}

/** What hinders changes from being made, and the steps each of which would mend it; none where nothing would. */
export interface Hindrance {
  readonly mendedBy: readonly Step[]
}

/**
 * Changes of one community's tables that keep what tables promise: rows and columns still add up to their margins,
 * months to quarters and years. Every cell that a move changes, it changes by one. If what was released stays the same under
 * a move, the release can't tell the changed world from the true one.
 */
export interface MoveSpace {
  /** Moves are numbered from 0 to here. */
  readonly size: number
  /** The move that takes a move back. */
  opposite(id: MoveId): MoveId
  changes(id: MoveId): readonly Change[]
  /** The moves that make up a move, each in one period; none where it is not made up of others. */
  parts(id: MoveId): readonly MoveId[]
  /** Ways in which others make up for a move that is summed in all that it changes: by the move itself, and by others. */
  variants(id: MoveId): readonly Variant[]
  /** The moves of a community that its own true numbers allow and its own returns don't rule out, in ascending order. */
  possible(community: number, limits: Limits): readonly MoveId[]
  /** Whether a move is among those that are possible. */
  allows(community: number, limits: Limits, id: MoveId): boolean
  /** The moves that are made in one period only. */
  readonly singles: readonly MoveId[]
  /** What hinders a community from some changes at once; undefined when nothing does. */
  hindrance(community: number, limits: Limits, changes: readonly Change[]): Hindrance | undefined
  /**
   * What a community's returns leave open.
   *
   * @param hiddenNow what counts as hidden in the current period
   */
  readonly limitsOf: LimitsOf
}

/** The cells that changes concern in one period, as a mask. */
export function cellsAt(changes: readonly Change[], periodIndex: number): number {
  let mask = 0
  for (const change of changes) if (change.periodIndex === periodIndex) mask |= change.up | change.down
  return mask
}
