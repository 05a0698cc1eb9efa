import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { attack, type Finding } from './testing/attack.js'
import { periodsOf, releaseWorld, smallWorlds } from './testing/small-world.js'

const counts = ['participants', 'attendances', 'olderParticipants', 'enrolments', 'completed'] as const

test('an attack on a month that sees everything released finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, most: 25 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(1))
      for (const count of counts) expect(await attack(world, returns, count)).toEqual([])
    }),
    { seed: 20260103, numRuns: 12, endOnFailure: true },
  )
})

test('without the complementary step the same attack finds hidden counts', async () => {
  const findings: Finding[] = []
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, most: 25 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(1), { complementary: false })
      findings.push(...(await attack(world, returns, 'attendances')))
    }),
    { seed: 20260103, numRuns: 3 },
  )
  expect(findings.length).toBeGreaterThan(0)
})
