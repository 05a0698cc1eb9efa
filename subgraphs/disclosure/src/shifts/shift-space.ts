import type { Times } from '../model/protection-interval.js'

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
  /** By period, masks: the cells that are hidden. */
  readonly hidden: Int32Array
  /** For each number of times, by period, masks: the hidden cells that can go up, and down, so often. */
  readonly up: Readonly<Record<Times, Int32Array>>
  readonly down: Readonly<Record<Times, Int32Array>>
  /**
   * What can't be said cell by cell; asked only of what `up` and `down` allow.
   *
   * @param isAlone whether no other count may have to follow, as a whole its part
   */
  readonly allow: (changes: readonly Change[], times: Times, isAlone: boolean) => boolean
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

/** The shifts that a community can make, in ascending order, and how often each of them at the most. */
export interface PossibleShifts {
  readonly ids: readonly ShiftId[]
  readonly times: readonly Times[]
}

/** No shift. */
export const noShifts: PossibleShifts = { ids: [], times: [] }

/**
 * All shifts of a count. A shift is a change of one community's tables that keeps what tables promise: rows and columns still add
 * up to their margins, months to quarters and years. Every cell that it changes, it changes by one. If what was published stays
 * the same under a shift, it can't tell the changed world from the true one.
 */
export interface ShiftSpace {
  /** Shifts are numbered from 0 to here. */
  readonly size: number
  /** Whether it takes long to look up which are possible. */
  readonly isVast: boolean
  /** The shift that takes a shift back. */
  opposite(id: ShiftId): ShiftId
  changes(id: ShiftId): readonly Change[]
  /** The shifts of one period each that add up to a shift of several; none where there are no such shifts. */
  partsByPeriod(id: ShiftId): readonly ShiftId[]
  /** The shifts that partners may oppose to compensate a shift: itself among them, and others that differ from it by a residual. */
  relatedShifts(id: ShiftId): readonly RelatedShift[]
  /** The shifts of a community that its true numbers allow and its own returns don't rule out. */
  possible(community: number, limits: Limits): PossibleShifts
  /** How often a community can make a shift for another, so that no other count has to follow; 0 where it is not possible. */
  timesOf(community: number, limits: Limits, id: ShiftId): Times | 0
  /** The shifts that change one period only. */
  readonly ofOnePeriod: readonly ShiftId[]
  /** What a community's changes, made so many times, would violate; undefined where they keep all that its tables promise. */
  violation(community: number, limits: Limits, changes: readonly Change[], times: Times): Violation | undefined
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
