import type { Times } from '../model/protection-interval.js'
import type { ShiftId } from '../shifts/shift-space.js'

/** Shifts that a community makes together, and how often: as far as a cell has to go to have four values left. */
export interface JointShift {
  readonly shifts: readonly ShiftId[]
  readonly times: Times
}
