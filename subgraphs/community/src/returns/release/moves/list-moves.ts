import { type BaseCount, type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Move } from './move.js'

const rows = cellGroups.length
const columns = cellKinds.length

/** The moves of a count's family, by its shape and by how it adds. The same list for every call. */
export function movesOf(count: BaseCountName): readonly Move[] {
  const { shape, adds }: BaseCount = baseCounts[count]
  if (shape === 'BOTH') return adds.overKinds ? rectangles : personMoves
  if (shape === 'GROUP') return groupPairs
  if (shape === 'TOTAL') return [alone]
  throw new RangeError(`Expected a count that is hidden at times to be broken down by group, by both or not at all.`)
}

const alone: Move = { mask: 1, up: [0], down: [] }

/**
 * Where groups and kinds add up: two rows by two columns. With the margins' signs turned, every row and column of the
 * family sums to zero, so that +1 −1 −1 +1 in the corners changes none.
 */
const rectangles = pairs(rows).flatMap(([top, bottom]) =>
  pairs(columns).map(([left, right]) =>
    moveOf([
      [top, left, 1],
      [top, right, -1],
      [bottom, left, -1],
      [bottom, right, 1],
    ]),
  ),
)

/**
 * Where persons are counted, only groups add up: one person changes from a group to another in every kind the person
 * takes part in. A person may take part in any set of kinds, and is one in the margin.
 */
const personMoves = pairs(rows).flatMap(([top, bottom]) =>
  subsets(columns).map((set) =>
    moveOf(
      set.flatMap((column) => [[top, column, 1] as const, [bottom, column, -1] as const]),
      false,
    ),
  ),
)

const groupPairs = pairs(rows).map(([top, bottom]) =>
  moveOf(
    [
      [top, 0, 1],
      [bottom, 0, -1],
    ],
    false,
  ),
)

/** The margin of the groups is a sum, so it stands on the other side; that of the kinds too, where kinds add up. */
function moveOf(corners: readonly (readonly [row: number, column: number, sign: number])[], kindsAdd = true): Move {
  const up: number[] = []
  const down: number[] = []
  for (const [row, column, sign] of corners) {
    const turned = sign * (row === 0 ? -1 : 1) * (kindsAdd && column === 0 ? -1 : 1)
    ;(turned > 0 ? up : down).push(row * columns + column)
  }
  const mask = [...up, ...down].reduce((bits, cell) => bits | (1 << cell), 0)
  return { mask, up, down }
}

function pairs(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_, offset) => [first, first + offset + 1] as const),
  ).flat()
}

/** Every set of columns that is not empty. */
function subsets(count: number): number[][] {
  return Array.from({ length: 2 ** count - 1 }, (_, index) =>
    Array.from({ length: count }, (_, column) => column).filter((column) => ((index + 1) >> column) & 1),
  )
}
