import { type CountTables, maskAt } from '../world/count-tables.js'
import type { ShiftId, ShiftSpace } from './shift-space.js'

/** By period, the cells that some shifts take up, then by period those that they take down: masks. A cell is safe when both are so. */
export type Coverage = Int32Array

/** The coverage of no shift at all. */
export function noCoverage({ world }: CountTables): Coverage {
  return new Int32Array(2 * world.timeline.periods.length)
}

/** Adds to a coverage what a shift changes. */
export function cover(space: ShiftSpace, covered: Coverage, id: ShiftId): void {
  const periodCount = covered.length / 2
  for (const { periodIndex, up, down } of space.changes(id)) {
    covered[periodIndex] = (covered[periodIndex] ?? 0) | up
    covered[periodCount + periodIndex] = (covered[periodCount + periodIndex] ?? 0) | down
  }
}

/** What a coverage leaves open of the cells of a community that must not be known; undefined when nothing is. */
export function uncovered({ primary }: CountTables, community: number, covered: Coverage): Coverage | undefined {
  const periodCount = covered.length / 2
  const open = covered.map((mask, index) => maskAt(primary, index % periodCount, community) & ~mask)
  return open.some((mask) => mask !== 0) ? open : undefined
}

/** Whether a shift takes one of the cells that are still open the way that is open. */
export function closesSome(space: ShiftSpace, id: ShiftId, open: Coverage): boolean {
  const periodCount = open.length / 2
  return space
    .changes(id)
    .some(
      ({ periodIndex, up, down }) =>
        ((open[periodIndex] ?? 0) & up) !== 0 || ((open[periodCount + periodIndex] ?? 0) & down) !== 0,
    )
}
