import type { ShiftId } from '../shifts/shift-space.js'
import type { Level } from '../world/published-sums.js'

/** Who opposes a shift, at what level, and what that costs: the cells to hide and the sums to unpublish. */
export interface Compensation {
  readonly id: ShiftId
  readonly level: Level
  readonly partners: readonly number[]
  readonly cost: number
}

/** What some compensations cost altogether. */
export function costOf(compensations: readonly Compensation[]): number {
  return compensations.reduce((sum, { cost }) => sum + cost, 0)
}

/** Whether shifts are compensated within a borough, so that its sums stay published. */
export function isWithinBorough(compensations: readonly Compensation[]): boolean {
  return compensations.every(({ level }) => level === 'street' || level === 'borough')
}
