import { expect, test } from 'vitest'
import { backOff } from './back-off.js'

test('each failure doubles the wait, up to half a minute; half of it is left to chance', () => {
  const waits = (random: number) => [1, 2, 3, 6, 7, 8, 1_000].map((failures) => backOff(failures, () => random))
  expect(waits(0)).toEqual([250, 500, 1_000, 8_000, 15_000, 15_000, 15_000])
  expect(waits(1)).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000])
})
