/** A shift by its number in a space of shifts. */
export type ShiftId = number

/** What a shift does in a period: the cells that it takes one up and those that it takes one down, as masks of breakdowns. */
export interface Change {
  readonly periodIndex: number
  readonly up: number
  readonly down: number
}

/** What a community's returns leave open to a shift. */
export interface Limits {
  /** By period, masks: the cells that can go up, since they are hidden, and those that can go down, since they are above zero too. */
  readonly up: Int32Array
  readonly down: Int32Array
  /** What can't be said cell by cell; asked only of what `up` and `down` allow. */
  readonly allow: (changes: readonly Change[]) => boolean
}

/** Tells the limits of a community's shifts, given which cells count as hidden in the current period. */
export type LimitsOf = (community: number, hiddenNow: number) => Limits

/**
 * A shift that a partner may oppose in place of another one: the two differ by the residual, which balancers then oppose. Residual
 * shifts and the related shift add up to the shift that is to be compensated.
 */
export interface RelatedShift {
  readonly id: ShiftId
  readonly residual: readonly ShiftId[]
}

/** A cell that has to go up or down in a period. */
export interface Step {
  readonly periodIndex: number
  readonly cell: number
  readonly isUp: boolean
}

/** Why changes would break what the tables promise, and the steps each of which would repair it; none where nothing would. */
export interface Violation {
  readonly repairs: readonly Step[]
}

/**
 * All shifts of a count. A shift is a change of one community's tables that keeps what tables promise: rows and columns still add
 * up to their margins, months to quarters and years. Every cell that it changes, it changes by one. If what was published stays
 * the same under a shift, it can't tell the changed world from the true one.
 */
export interface ShiftSpace {
  /** Shifts are numbered from 0 to here. */
  readonly size: number
  /** The shift that takes a shift back. */
  opposite(id: ShiftId): ShiftId
  changes(id: ShiftId): readonly Change[]
  /** The shifts of one period each that add up to a shift of several; none where there are no such shifts. */
  partsByPeriod(id: ShiftId): readonly ShiftId[]
  /** The shifts that partners may oppose to compensate a shift: itself among them, and others that differ from it by a residual. */
  relatedShifts(id: ShiftId): readonly RelatedShift[]
  /** The shifts of a community that its true numbers allow and its own returns don't rule out, in ascending order. */
  possible(community: number, limits: Limits): readonly ShiftId[]
  /** Whether a shift is among those that are possible. */
  allows(community: number, limits: Limits, id: ShiftId): boolean
  /** The shifts that change one period only. */
  readonly ofOnePeriod: readonly ShiftId[]
  /** What a community's changes would violate; undefined where they keep all that its tables promise. */
  violation(community: number, limits: Limits, changes: readonly Change[]): Violation | undefined
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
