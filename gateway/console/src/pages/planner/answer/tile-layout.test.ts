import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tileLayout } from './tile-layout'

const sizes = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 60 })

test('tiles fill the whole, each as large as its share, and none over another', () => {
  fc.assert(
    fc.property(sizes, fc.double({ min: 0.5, max: 3, noNaN: true }), (given, ratio) => {
      const tiles = tileLayout(
        given.map((size, index) => [index, size]),
        ratio,
      )
      const total = given.reduce((sum, size) => sum + size, 0)
      expect(tiles.length).toBe(given.length)
      for (const { item, width, height, left, top } of tiles) {
        expect((width * height) / 10_000).toBeCloseTo((given[item] ?? 0) / total, 6)
        expect(Math.min(left, top)).toBeGreaterThan(-1e-6)
        expect(Math.max(left + width, top + height)).toBeLessThan(100 + 1e-6)
      }
    }),
    { seed: 11, numRuns: 100 },
  )
})

test('what has no size has no tile', () => {
  expect(
    tileLayout(
      [
        ['a', 0],
        ['b', 2],
      ],
      1,
    ),
  ).toEqual([{ item: 'b', left: 0, top: 0, width: 100, height: 100 }])
})
