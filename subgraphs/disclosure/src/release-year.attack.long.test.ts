import { expect, test } from 'vitest'
import fc from 'fast-check'
import { attack, attackedCounts } from './testing/attack.js'
import { periodsOf, releaseWorld } from './testing/release-small-world.js'
import { smallWorlds } from './testing/small-world.js'

test('the year of one world, with its months and quarters, holds against outsiders', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 12, most: 5 }), async (world) => {
      const returns = releaseWorld(world.slice(0, 6), periodsOf(12))
      for (const count of attackedCounts) expect(await attack(world.slice(0, 6), returns, count)).toEqual([])
    }),
    { seed: 20260111, numRuns: 1, endOnFailure: true },
  )
})
