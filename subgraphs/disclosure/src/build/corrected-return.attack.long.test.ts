import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import fc from 'fast-check'
import { attack, attackedCounts } from '../testing/attack.js'
import { correctWorld, periodsOf, releaseWorld } from '../testing/release-small-world.js'
import { smallWorlds } from '../testing/small-world.js'

/** Whom the second version is taken to be of, so that an attack has figures of their own for both. */
const changedCode = '310104002009'

test('an attack that sees both versions of a corrected return, and all sums, finds nothing', async () => {
  let corrected = 0
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 12 }), fc.nat(11), async (world, index) => {
      const community = world[index % world.length]
      if (community === undefined) return
      const first = releaseWorld(world, periodsOf(3))
      const changed = { ...community, people: community.people.slice(0, -2) }
      const second = await correctWorld(changed, periodsOf(3), first)
      corrected += second.length
      const of = { ...changed, code: changedCode }
      const returns = [...first, ...second.map((released) => ({ ...released, division: changedCode, summed: [] }))]
      for (const count of attackedCounts) expect(await attack([...world, of], returns, count)).toEqual([])
    }),
    { seed: 20260111, numRuns: 4, endOnFailure: true },
  )
  expect(corrected).toBe(16)
}, 300_000)

test('where a cell falls below k, the next version tells nothing of its count, so that nobody takes it away from the first', async () => {
  let fallen = 0
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, least: 20, most: 40 }), async ([community]) => {
      if (community === undefined) return
      const [first] = releaseWorld([community], ['2025-01'])
      const changed = { ...community, people: community.people.slice(0, -6) }
      const [second] = await correctWorld(changed, ['2025-01'], first === undefined ? [] : [first])
      for (const [countIndex, count] of baseCountNames.entries()) {
        if (((second?.hidden[countIndex] ?? 0) & ~(first?.hidden[countIndex] ?? 0)) === 0) continue
        fallen += 1
        expect(second?.cells.filter(({ counts }) => counts[count])).toEqual([])
      }
    }),
    { seed: 20260119, numRuns: 20 },
  )
  expect(fallen).toBeGreaterThan(0)
}, 300_000)
