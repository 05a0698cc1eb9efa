import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from '../world/count-tables.js'
import type { Times } from '../model/protection-interval.js'
import type { ProfileColumns } from './participation-profiles.js'
import type { Limits } from './shift-space.js'

const columns = cellKinds.length

/** The rows that may gain by a profile, and those that may lose by it: masks. */
export interface FittingRows {
  readonly gaining: number
  readonly losing: number
}

/** A community with what its returns leave open. */
export interface LimitedCommunity {
  readonly community: number
  readonly limits: Limits
}

/** Tells which rows fit when a profile is made so often. */
export type RowFit = (of: LimitedCommunity, times: Times) => FittingRows

/** The rows that fit, one of them after the other. */
function rowsWhere(fits: (row: number, sign: 1 | -1) => boolean): FittingRows {
  let [gaining, losing] = [0, 0]
  for (let row = 0; row < cellGroups.length; row++) {
    if (fits(row, 1)) gaining |= 1 << row
    if (fits(row, -1)) losing |= 1 << row
  }
  return { gaining, losing }
}

/**
 * The rows that fit in some columns of one period: their cells can go as far, and there are still at least as many persons as in any kind,
 * and at most as many as in all kinds.
 */
export function fitInColumns(tables: CountTables, { periodIndex, joining, leaving }: ProfileColumns): RowFit {
  const has = tables.cells[periodIndex] ?? 0
  return ({ community, limits: { up, down } }, times) => {
    const [highest, lowest] = [up[times][periodIndex] ?? 0, down[times][periodIndex] ?? 0]
    return rowsWhere((row, sign) => {
      const first = row * columns
      const [more, fewer] = [
        ((sign === 1 ? joining : leaving) << first) & has,
        ((sign === 1 ? leaving : joining) << first) & has,
      ]
      if ((more & ~highest) !== 0 || (fewer & ~lowest) !== 0) return false
      if (((has >> (first + 1)) & 1) === 0) return true
      const persons = (cell: number) =>
        tables.valueOf(periodIndex, community, cell) + times * (((more >> cell) & 1) - ((fewer >> cell) & 1))
      let [most, sum] = [0, 0]
      for (let cell = first + 1; cell < first + columns; cell++) {
        const inKind = persons(cell)
        if (inKind > most) most = inKind
        sum += inKind
      }
      const altogether = persons(first)
      return altogether >= most && altogether <= sum
    })
  }
}

/** How a profile changes one column of a whole period and of its parts: one more, one less, or none. */
export interface ColumnInTime {
  readonly column: number
  readonly whole: { readonly periodIndex: number; readonly sign: number }
  readonly parts: readonly { readonly periodIndex: number; readonly sign: number }[]
}

/** The rows in which there are still at least as many persons in a whole period as in any part of it, and at most as many as in all. */
export function fitInTime(tables: CountTables, { column, whole, parts }: ColumnInTime): RowFit {
  const has = [whole, ...parts].reduce((cells, { periodIndex }) => cells & (tables.cells[periodIndex] ?? 0), -1)
  return ({ community }, times) =>
    rowsWhere((row, sign) => {
      const cell = row * columns + column
      if (((has >> cell) & 1) === 0) return true
      const persons = (of: ColumnInTime['whole']) =>
        tables.valueOf(of.periodIndex, community, cell) + times * sign * of.sign
      let [most, sum] = [0, 0]
      for (const part of parts) {
        const inPart = persons(part)
        if (inPart > most) most = inPart
        sum += inPart
      }
      const altogether = persons(whole)
      return altogether >= most && altogether <= sum
    })
}
