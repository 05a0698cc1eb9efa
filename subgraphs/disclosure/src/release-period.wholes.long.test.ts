import { expect, test } from 'vitest'
import { monthsOf } from '@shequ/schema/measures/periods'
import fc from 'fast-check'
import { periodsOf, releaseWorld } from './testing/release-small-world.js'
import { smallWorlds } from './testing/small-world.js'
import { untoldWholes } from './testing/untold-wholes.js'

test('a sum of a quarter is told wherever its months tell it, and is what they add up to', () => {
  let all = 0
  fc.assert(
    fc.property(smallWorlds({ months: 3, most: 30 }), (world) => {
      const { compared, untold } = untoldWholes(releaseWorld(world, periodsOf(3)), '2025-Q1', monthsOf('2025-Q1'))
      all += compared
      expect(untold).toEqual([])
    }),
    { seed: 20261130, numRuns: 9 },
  )
  expect(all).toBeGreaterThan(500)
}, 300_000)
