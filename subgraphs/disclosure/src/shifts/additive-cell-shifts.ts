import type { BaseCount } from '@shequ/schema/measures/base-count'
import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'

const rows = cellGroups.length
const columns = cellKinds.length
/** The whole, its part and the rest. */
const rowsWithPart = 3

/** What a shift does in a period: the cells that it takes up and those that it takes down, as masks. */
export interface CellShift {
  readonly up: number
  readonly down: number
}

/** Two cell shifts, by their numbers, that add up to another. */
export type CellShiftSplit = readonly [one: number, other: number]

/** The cell shifts of a count, each beside its opposite; and for each the pairs of others that add up to it. */
export interface CellShifts {
  readonly shifts: readonly CellShift[]
  readonly splits: readonly (readonly CellShiftSplit[])[]
}

/** From one row to another, and from one column to another where the count is broken down by both. */
interface Ends {
  readonly rows: readonly [number, number]
  readonly columns: readonly [number, number] | undefined
}

/**
 * The cell shifts of a count that adds up over kinds and over time: the smallest that keep every margin.
 *
 * @param hasPart whether a part is protected with it: then the part and the rest are its groups
 */
export function additiveCellShifts({ shape }: BaseCount, hasPart: boolean): CellShifts {
  if (shape === 'TOTAL' && !hasPart) return { shifts: withOpposite({ up: 1, down: 0 }), splits: [[], []] }
  const rowCount = hasPart ? rowsWithPart : rows
  const ends: Ends[] =
    shape !== 'BOTH'
      ? pairs(rowCount).map((pair) => ({ rows: pair, columns: undefined }))
      : pairs(rows).flatMap((pair) => pairs(columns).map((across) => ({ rows: pair, columns: across })))
  const numbers = new Map(ends.map((each, index) => [keyOf(each), 2 * index]))
  const numberOf = (each: Ends) => {
    const { turned, isOpposite } = inOrder(each)
    return (numbers.get(keyOf(turned)) ?? 0) + (isOpposite ? 1 : 0)
  }
  return {
    shifts: ends.flatMap((each) => withOpposite(cellShiftOf(each))),
    splits: ends.flatMap((each) => {
      const splits = splitsOf(each, rowCount).map(([one, other]) => [numberOf(one), numberOf(other)] as const)
      return [splits, splits.map(([one, other]) => [one ^ 1, other ^ 1] as const)]
    }),
  }
}

function withOpposite({ up, down }: CellShift): CellShift[] {
  return [
    { up, down },
    { up: down, down: up },
  ]
}

/**
 * Somebody changes from a group to another; in the margin, somebody comes. By both: two rows by two columns. With the margins'
 * signs turned, every row and column of the family sums to zero, so that +1 −1 −1 +1 in the corners changes none.
 */
function cellShiftOf({ rows: [top, bottom], columns: across }: Ends): CellShift {
  const signed = (row: number, column: number, sign: number) =>
    [row, column, sign * (row === 0 ? -1 : 1) * (column === 0 && across !== undefined ? -1 : 1)] as const
  const cells =
    across === undefined
      ? [signed(top, 0, 1), signed(bottom, 0, -1)]
      : [
          signed(top, across[0], 1),
          signed(top, across[1], -1),
          signed(bottom, across[0], -1),
          signed(bottom, across[1], 1),
        ]
  const maskOf = (wanted: number) =>
    cells.reduce((mask, [row, column, sign]) => (sign === wanted ? mask | (1 << (row * columns + column)) : mask), 0)
  return { up: maskOf(1), down: maskOf(-1) }
}

/** By way of a third row, or of a third column. */
function splitsOf({ rows: [top, bottom], columns: across }: Ends, rowCount: number): (readonly [Ends, Ends])[] {
  const others = (all: number, ends: readonly number[]) =>
    Array.from({ length: all }, (_, index) => index).filter((index) => !ends.includes(index))
  const byRow = others(rowCount, [top, bottom]).map(
    (row) =>
      [
        { rows: [top, row], columns: across },
        { rows: [row, bottom], columns: across },
      ] as const,
  )
  if (across === undefined) return byRow
  const [left, right] = across
  const byColumn = others(columns, across).map(
    (column) =>
      [
        { rows: [top, bottom], columns: [left, column] },
        { rows: [top, bottom], columns: [column, right] },
      ] as const,
  )
  return [...byRow, ...byColumn]
}

/** The same with its ends in ascending order; turned round once, it is the opposite. */
function inOrder({ rows: [top, bottom], columns: across }: Ends): {
  readonly turned: Ends
  readonly isOpposite: boolean
} {
  const isRowsTurned = top > bottom
  const isColumnsTurned = across !== undefined && across[0] > across[1]
  return {
    turned: {
      rows: isRowsTurned ? [bottom, top] : [top, bottom],
      columns: isColumnsTurned ? [across[1], across[0]] : across,
    },
    isOpposite: isRowsTurned !== isColumnsTurned,
  }
}

function keyOf({ rows: pair, columns: across }: Ends): string {
  return `${pair.join('-')}/${across?.join('-') ?? ''}`
}

function pairs(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_, offset) => [first, first + offset + 1] as const),
  ).flat()
}
