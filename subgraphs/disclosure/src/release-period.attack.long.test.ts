import { expect, test } from 'vitest'
import fc from 'fast-check'
import { attack, attackedCounts } from './testing/attack.js'
import { attackYears } from './testing/attack-years.js'
import { periodsOf, releaseWithLate, releaseWithLevels, releaseWorld } from './testing/release-small-world.js'
import { smallWorlds } from './testing/small-world.js'

test('months of many worlds hold against outsiders and against each of their communities', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, most: 25 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(1))
      for (const attacker of [undefined, ...world.map(({ code }) => code)]) {
        for (const count of attackedCounts) expect(await attack(world, returns, count, { attacker })).toEqual([])
      }
    }),
    { seed: 20260107, numRuns: 12, endOnFailure: true },
  )
})

test('quarters of many worlds hold against outsiders', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 14 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(3))
      for (const count of attackedCounts) expect(await attack(world, returns, count)).toEqual([])
    }),
    { seed: 20260109, numRuns: 8, endOnFailure: true },
  )
})

test('a year with its months and quarters holds against outsiders', async () => {
  await attackYears(2, (findings) => expect(findings).toEqual([]))
})

test('a quarter holds in one month of which a node came too late', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 14 }), fc.nat(2), async (world, month) => {
      const periods = periodsOf(3)
      const [late] = world
      const returns = releaseWithLate(world, periods, { code: late?.code ?? '', period: periods[month] ?? '' })
      for (const count of attackedCounts) expect(await attack(world, returns, count)).toEqual([])
    }),
    { seed: 20260113, numRuns: 12, endOnFailure: true },
  )
})

test('a quarter holds in which a community begins or ceases to share with the city', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 14 }), fc.nat(1), fc.boolean(), async (world, month, begins) => {
      const periods = periodsOf(3)
      const [changing] = world
      const returns = releaseWithLevels(world, periods, (community, period) => {
        if (community !== changing) return community.level
        return periods.indexOf(period) > month === begins ? 'PUBLIC' : 'BOROUGH'
      })
      for (const count of attackedCounts) expect(await attack(world, returns, count)).toEqual([])
    }),
    { seed: 20260117, numRuns: 8, endOnFailure: true },
  )
})
