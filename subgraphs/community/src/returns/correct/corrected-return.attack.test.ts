import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { attack, attackedCounts } from '../release/testing/attack.js'
import { correctWorld, periodsOf, releaseWorld, smallWorlds } from '../release/testing/small-world.js'

/** Whom the second version is taken to be of, so that an attack has figures of their own for both. */
const changedCode = '310104002009'

test('an attack that sees both versions of a corrected return, and all sums, finds nothing', async () => {
  let corrected = 0
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 12 }), fc.nat(11), async (world, place) => {
      const community = world[place % world.length]
      if (community === undefined) return
      const first = releaseWorld(world, periodsOf(3))
      const changed = { ...community, people: community.people.slice(0, -2) }
      const second = correctWorld(changed, periodsOf(3), first)
      corrected += second.length
      const of = { ...changed, code: changedCode }
      const returns = [...first, ...second.map((released) => ({ ...released, division: changedCode, summed: [] }))]
      for (const count of attackedCounts) expect(await attack([...world, of], returns, count)).toEqual([])
    }),
    { seed: 20260111, numRuns: 4, endOnFailure: true },
  )
  expect(corrected).toBe(16)
})
