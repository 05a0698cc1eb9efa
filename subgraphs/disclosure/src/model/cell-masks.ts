import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'

/** The cells of the family of which something holds, as a mask. */
export function cellsWhere(holds: (cell: number) => boolean): number {
  let mask = 0
  for (let cell = 0; cell < breakdownCount; cell++) if (holds(cell)) mask |= 1 << cell
  return mask
}

/** The table of the family by group. */
export const groupCells = cellsWhere((cell) => cell > 0 && cell % cellKinds.length === 0)
/** The table by kind. */
export const kindCells = cellsWhere((cell) => cell > 0 && cell < cellKinds.length)
/** The table by group and by kind. */
export const bothCells = cellsWhere((cell) => cell > cellKinds.length && cell % cellKinds.length !== 0)

/** What the table by both adds up to. */
export const margins = 1 | groupCells | kindCells
