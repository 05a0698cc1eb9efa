import { expect, test } from 'vitest'
import { alone, shareOf } from './worker-place.js'

test('workers have no more of a limit together than one process, but each has one', () => {
  const shares = [1, 2, 3, 8, 16].map((of) => shareOf(8, { number: 1, of }))
  expect(shares).toEqual([8, 4, 2, 1, 1])
  expect(shareOf(8, alone)).toBe(8)
})
