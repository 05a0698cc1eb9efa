import { describe, expect, test } from 'vitest'
import { median, percentile, ratio } from './statistics.js'

test('the median is the value in the middle, or the mean of the two there', () => {
  expect(median([3])).toBe(3)
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 1, 2, 5])).toBe(3.5)
  expect(() => median([])).toThrow('Expected at least one value, but got none.')
})

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  test('is the value at the nearest rank', () => {
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile(hundred, 1)).toBe(100)
    expect(percentile(hundred, 0)).toBe(1)
    expect(percentile([7], 0.99)).toBe(7)
  })

  test('sorts by number and leaves its input as it is', () => {
    const values = [10, 9, 100]
    expect(percentile(values, 1)).toBe(100)
    expect(values).toEqual([10, 9, 100])
  })

  test('needs a value and a share', () => {
    expect(() => percentile([], 0.5)).toThrow('Expected at least one value')
    expect(() => percentile([1], 99)).toThrow('Expected a share from 0 to 1, but got 99.')
  })
})

describe('a ratio', () => {
  test('compares round by round, so that a slow round does not count against either', () => {
    expect(ratio([20, 2, 30], [10, 1, 10])).toEqual({ median: 2, least: 2, most: 3 })
  })

  test('needs the same rounds of both and a base above 0', () => {
    expect(() => ratio([1, 2], [1])).toThrow('Expected as many rounds of both, but got 2 and 1.')
    expect(() => ratio([1], [0])).toThrow('Expected a base above 0, but got 0.')
  })
})
