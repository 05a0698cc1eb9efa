import { expect, test } from 'vitest'
import fc from 'fast-check'
import { type Finding, attack, attackedCounts } from '@shequ/disclosure/testing/attack'
import { periodsOf, releaseWorld } from '@shequ/disclosure/testing/release-small-world'
import { smallWorlds } from '@shequ/disclosure/testing/small-world'
import { attackWithdrawals, emptied, takeBack } from './testing/take-back.js'

test.each([
  ['month', ['2025-01']],
  ['year', ['2025']],
])(
  'what communities take back of a %s can be read out of no sum, by whoever sees what is left',
  async (_, periods) => {
    const { findings, changed } = await attackWithdrawals({ periods, seed: 20260113, numRuns: 6 })
    expect(findings).toEqual([])
    expect(changed).toBeGreaterThan(0)
  },
  120_000,
)

test('an attack that sees all versions of the sums finds no more of what is hidden', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 3, most: 14 }), async (world) => {
      const returns = releaseWorld(world, periodsOf(3))
      const leaving = world.find(({ level }) => level === 'PUBLIC')
      if (leaving === undefined) return
      const all = [...returns, ...takeBack(returns, leaving.code)]
      for (const count of attackedCounts) expect(await attack(world, all, count)).toEqual([])
    }),
    { seed: 20260115, numRuns: 2, endOnFailure: true },
  )
}, 120_000)

test('without new versions of the sums the same attack reads what was taken back', async () => {
  const findings: Finding[] = []
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 1, least: 40, most: 80 }), async (world) => {
      const returns = releaseWorld(world, ['2025-01'])
      const leaving = world.find(({ level }) => level === 'PUBLIC')
      const seen = returns.map((each) => (each.division === leaving?.code ? emptied(each) : each))
      findings.push(...(await attack(world, seen, 'attendances', { withdrawn: leaving?.code ?? '' })))
    }),
    { seed: 20260113, numRuns: 6 },
  )
  expect(findings.length).toBeGreaterThan(0)
}, 120_000)
