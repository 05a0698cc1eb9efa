import { expect, test } from 'vitest'
import fc from 'fast-check'
import { type Steps, allSteps } from './sums/protect-count.js'
import { attack, attackedCounts, type Finding } from './testing/attack.js'
import { periodsOf, releaseWorld } from './testing/release-small-world.js'
import { smallWorlds } from './testing/small-world.js'

test('an attack that sees everything released of a month finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, most: 25 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(1))
      for (const count of attackedCounts) expect(await attack(world, returns, count)).toEqual([])
    }),
    { seed: 20260103, numRuns: 8, endOnFailure: true },
  )
}, 120_000)

test('an attack on three months and their quarter, by one who knows its own numbers, finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 10 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(3))
      const attacker = world[0]?.code
      for (const count of attackedCounts) expect(await attack(world, returns, count, { attacker })).toEqual([])
    }),
    { seed: 20260105, numRuns: 2, endOnFailure: true },
  )
}, 120_000)

/** What an attack on attendances finds in some months, where not all steps of the protection are taken. */
async function findingsWithout(left: Partial<Steps>, { hiddenAreSome = false } = {}): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, most: 25 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(1), { ...allSteps, ...left })
      findings.push(...(await attack(world, returns, 'attendances', { hiddenAreSome })))
    }),
    { seed: 20260103, numRuns: 3 },
  )
  return findings
}

test('without any one step of the protection the same attack finds hidden counts', async () => {
  expect(await findingsWithout({})).toEqual([])
  expect((await findingsWithout({ secondary: false, sums: false })).length).toBeGreaterThan(0)
  expect((await findingsWithout({ sums: false })).length).toBeGreaterThan(0)
  // Where zeros are told, somebody is behind each hidden cell.
  expect((await findingsWithout({ zeros: false }, { hiddenAreSome: true })).length).toBeGreaterThan(0)
}, 120_000)
