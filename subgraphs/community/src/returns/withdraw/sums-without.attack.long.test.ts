import { expect, test } from 'vitest'
import { periodsOf } from '@shequ/disclosure/testing/release-small-world'
import { attackWithdrawals } from './testing/take-back.js'

test.each([
  ['months', ['2025-01'], 6],
  ['quarters with their months', periodsOf(3), 1],
  ['years', ['2025'], 6],
])('what communities of many worlds take back of %s can be read out of no sum', async (_, periods, numRuns) => {
  const { findings, changed } = await attackWithdrawals({ periods, seed: 20260117, numRuns })
  expect(findings).toEqual([])
  expect(changed).toBeGreaterThan(0)
})
