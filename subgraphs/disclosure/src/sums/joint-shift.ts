import type { ShiftId } from '../shifts/shift-space.js'

/**
 * Shifts that a community makes together, each in a period of its own, once or even twice: what goes up by two, or down, need not
 * go the other way to have as many values left.
 */
export interface JointShift {
  readonly shifts: readonly ShiftId[]
  readonly times: 1 | 2
  /** Shifts of others that add up to them, where these compensate them together; else each is compensated separately. */
  readonly combination?: readonly ShiftId[]
}
