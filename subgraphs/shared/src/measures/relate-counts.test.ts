import { expect, test } from 'vitest'
import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { Bounds } from './bounds.js'
import { relateCounts } from './relate-counts.js'

const one = (low: number, high: number): Bounds => ({ low: Float64Array.of(low), high: Float64Array.of(high) })

function related(count: BaseCountName, own: Bounds, of: BaseCountName, whole: Bounds) {
  while (
    relateCounts(
      count,
      new Map([
        [count, own],
        [of, whole],
      ]),
    )
  );
  return [own, whole].map(({ low, high }) => [low[0], high[0]])
}

test('a part is at most its whole', () => {
  expect(related('satisfied', one(4, 50), 'answers', one(0, 20))).toEqual([
    [4, 20],
    [4, 20],
  ])
})

test('appraisals give one to five points each', () => {
  expect(related('pointsBorough', one(0, 200), 'appraisalsBorough', one(12, 12))).toEqual([
    [12, 60],
    [12, 12],
  ])
  expect(related('pointsBorough', one(31, 31), 'appraisalsBorough', one(0, 50))).toEqual([
    [31, 31],
    [7, 31],
  ])
})

test('an attended place is of twelve hours at the most', () => {
  expect(related('minutes', one(0, 50_000), 'attendances', one(0, 10))).toEqual([
    [0, 7_200],
    [0, 10],
  ])
  expect(related('minutes', one(1_500, 50_000), 'attendances', one(0, 10))).toEqual([
    [1_500, 7_200],
    [3, 10],
  ])
})
