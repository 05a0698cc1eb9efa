import { expect, test } from 'vitest'
import type { Bounds } from './bounds.js'
import { relateParts, type Rule } from './relate-parts.js'

/** Bounds of a whole, the first, and of its parts. */
function bounds(...cells: readonly (readonly [number, number])[]): Bounds {
  return { low: Float64Array.from(cells, ([low]) => low), high: Float64Array.from(cells, ([, high]) => high) }
}

function related(
  rule: Rule,
  wholeHasParts: boolean,
  partsHaveWhole: boolean,
  ...cells: readonly (readonly [number, number])[]
) {
  const told = bounds(...cells)
  const relation = { whole: 0, parts: cells.slice(1).map((_cell, index) => index + 1) }
  while (relateParts(told, relation, rule, { base: 0, stride: 1 }, { wholeHasParts, partsHaveWhole }));
  return cells.map((_cell, index) => [told.low[index], told.high[index]])
}

const unknown = [0, Infinity] as const

test('a sum is within what its parts come to, and a part within what the others leave of it', () => {
  expect(related('sum', true, true, unknown, [5, 5], [0, 10], [20, 30])).toEqual([
    [25, 45],
    [5, 5],
    [0, 10],
    [20, 30],
  ])
  expect(related('sum', true, true, [40, 40], [5, 5], [0, 10], [20, 30])).toEqual([
    [40, 40],
    [5, 5],
    [5, 10],
    [25, 30],
  ])
  expect(related('sum', true, true, [40, 40], [5, 5], [0, 10], unknown)).toEqual([
    [40, 40],
    [5, 5],
    [0, 10],
    [25, 35],
  ])
  expect(related('sum', true, true, [40, 40], [5, 5], unknown, unknown)).toEqual([
    [40, 40],
    [5, 5],
    [0, 35],
    [0, 35],
  ])
})

test('persons of a year are at least those of its largest quarter, and at most those of all quarters', () => {
  expect(related('union', true, true, [0, 100], [12, 12], [20, 24], [0, 10])).toEqual([
    [20, 46],
    [12, 12],
    [20, 24],
    [0, 10],
  ])
  expect(related('union', true, true, [30, 30], [12, 12], [0, 100], [0, 3])).toEqual([
    [30, 30],
    [12, 12],
    [15, 30],
    [0, 3],
  ])
})

test('only what is of at least the same communities bounds another', () => {
  const cells = [
    [10, 50],
    [20, 25],
    [0, 5],
  ] as const
  expect(related('sum', true, false, ...cells)).toEqual([
    [20, 50],
    [20, 25],
    [0, 5],
  ])
  expect(related('sum', false, true, ...cells)).toEqual([
    [10, 30],
    [20, 25],
    [0, 5],
  ])
  expect(related('sum', false, false, ...cells)).toEqual(cells)
})

test('what contradicts is left as it was told', () => {
  expect(related('sum', true, true, [1, 2], [5, 5], [5, 5])).toEqual([
    [1, 2],
    [5, 5],
    [5, 5],
  ])
})
