import { expect, test } from 'vitest'
import { roundAbove } from './hidden-figure.js'

const figures = (...values: readonly number[]) => values.map((value) => ({ value, counted: value }))

test('hidden counts do not exceed 13, 20, 50, 100 and so on: the first of these that is three above their sum, or the largest', () => {
  const above = (of: 'sum' | 'largest', ...values: readonly number[]) =>
    roundAbove('volunteers', figures(...values), { of, smallestCell: 11 })
  expect([above('sum', 5, 3, 2), above('sum', 5, 4, 2), above('sum', 12, 20, 20)]).toEqual([13, 20, 100])
  expect([above('largest', 5, 3, 2), above('largest', 12, 20, 4)]).toEqual([13, 50])
})

test('of minutes the bound follows from attendances: 240 for each, or 720 where somebody has more', () => {
  const above = (value: number) => roundAbove('minutes', [{ value, counted: 5 }], { of: 'sum', smallestCell: 11 })
  // Five attendances may be thirteen.
  expect([above(450), above(5 * 240), above(5 * 240 + 1)]).toEqual([13 * 240, 13 * 240, 13 * 720])
})

test('money has no k', () => {
  expect(roundAbove('donations', figures(5), { of: 'sum', smallestCell: 11 })).toBe(10)
})
