/**
 * How far a count that is hidden by its own size must be able to go: at least four values fit everything that is published. They hold 0
 * where it is 1 or 2, so that nobody learns that somebody was there.
 */
export const widestStep = 3

/** How often a shift is made: once, twice, or three times. */
export type Times = 1 | 2 | 3

/** All of them, from the most. */
export const allTimes = [3, 2, 1] as const satisfies readonly Times[]
