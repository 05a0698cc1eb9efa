import { type BaseCount, baseCounts } from '@shequ/schema/measures/base-counts'
import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from '../world/count-tables.js'
import { additiveWays } from './additive-ways.js'
import { areWithin, type LimitsOf } from './limits.js'
import type { Change, MoveId, MoveSpace } from './move-space.js'

const rows = cellGroups.length
const columns = cellKinds.length

/** The cells that a move takes up and down in a period, as masks. */
interface Shape {
  readonly up: number
  readonly down: number
}

/** The moves of counts that add up over kinds and over time: a shape of cells, made in a way over periods. */
export function additiveMoves(tables: CountTables, limitsOf: LimitsOf): MoveSpace {
  const shapes = shapesOf(baseCounts[tables.count])
  const ways = additiveWays(tables.world.timeline)
  const all: (readonly Change[])[] = ways.flatMap(({ along, against }) =>
    shapes.map(({ up, down }) => [
      ...along.map((place) => ({ place, up, down })),
      ...against.map((place) => ({ place, up: down, down: up })),
    ]),
  )
  return {
    size: all.length,
    // Shapes come in pairs, each beside its opposite.
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    possible: (community, hiddenNow) => {
      const limits = limitsOf(community, hiddenNow)
      if (limits.up.every((mask) => mask === 0)) return []
      const found: MoveId[] = []
      for (let id = 0; id < all.length; id++) if (areWithin(all[id] ?? [], limits)) found.push(id)
      return found
    },
  }
}

function shapesOf({ shape }: BaseCount): Shape[] {
  if (shape === 'TOTAL') return bothWays({ up: 1, down: 0 })
  return shape === 'GROUP' ? groupPairs.flatMap(bothWays) : rectangles.flatMap(bothWays)
}

function bothWays({ up, down }: Shape): Shape[] {
  return [
    { up, down },
    { up: down, down: up },
  ]
}

/** Somebody changes from a group to another; in the margin, somebody comes. */
const groupPairs = pairs(rows).map(([first, second]) =>
  shapeOf([
    [first, 0, first === 0 ? -1 : 1],
    [second, 0, -1],
  ]),
)

/**
 * Two rows by two columns. With the margins' signs turned, every row and column of the family sums to zero, so that
 * +1 −1 −1 +1 in the corners changes none.
 */
const rectangles = pairs(rows).flatMap(([top, bottom]) =>
  pairs(columns).map(([left, right]) => {
    const signed = (row: number, column: number, sign: number) =>
      [row, column, sign * (row === 0 ? -1 : 1) * (column === 0 ? -1 : 1)] as const
    return shapeOf([signed(top, left, 1), signed(top, right, -1), signed(bottom, left, -1), signed(bottom, right, 1)])
  }),
)

function shapeOf(cells: readonly (readonly [row: number, column: number, sign: number])[]): Shape {
  const maskOf = (wanted: number) =>
    cells.reduce((mask, [row, column, sign]) => (sign === wanted ? mask | (1 << (row * columns + column)) : mask), 0)
  return { up: maskOf(1), down: maskOf(-1) }
}

function pairs(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_, offset) => [first, first + offset + 1] as const),
  ).flat()
}
