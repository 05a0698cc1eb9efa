import { expect, test } from 'vitest'
import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import type { ReleasedReturn } from '../model/period-release.js'
import { releasePeriod } from '../release-period.js'
import { codeOf, countsOf, earlierPeriod } from '../testing/hand-world.js'
import { city, releaseOf } from '../testing/release-in-turn.js'

/** The returns of a month of volunteers, by division. */
function returnsOf(communities: Readonly<Record<string, number>>): ReadonlyMap<string, ReleasedReturn> {
  const counts = Object.entries(communities).map(([name, volunteers]) => countsOf(name, { volunteers }))
  return new Map(releasePeriod(releaseOf('2025-01', counts, new Map())).map((each) => [each.division, each]))
}

/** What a return says of the total of volunteers: a count, bounds, or neither. */
function saidBy(released: ReleasedReturn | undefined, count: BaseCountName = 'volunteers') {
  const cell = released?.cells.find(({ breakdown }) => breakdown === 0)
  return cell?.counts[count] ?? cell?.bounds?.[count]
}

const borough = '310101000000'

test('the example of the page: 5, 12 and 20 are hidden, and 37 is published', () => {
  const returns = returnsOf({ A: 5, B: 12, C: 20 })
  expect([saidBy(returns.get(borough)), saidBy(returns.get(city))]).toEqual([37, 37])
  expect(['A', 'B', 'C'].map((name) => saidBy(returns.get(codeOf(name))))).toEqual(Array(3).fill(undefined))
  const high = (name: string) => returns.get(codeOf(name))?.high[baseCountNames.indexOf('volunteers')]
  expect(['A', 'B', 'C'].map(high)).toEqual([13, 20, 50])
})

test('a fourth community of 40 stays published: 5 + 12 + 20 + 40', () => {
  const returns = returnsOf({ A: 5, B: 12, C: 20, D: 40 })
  expect([saidBy(returns.get(borough)), saidBy(returns.get(city))]).toEqual([77, 77])
  expect(['A', 'B', 'C', 'D'].map((name) => saidBy(returns.get(codeOf(name))))).toEqual([
    undefined,
    undefined,
    undefined,
    40,
  ])
})

test('a sum that leaves a community out lies between what it is without it and what it may be with it', () => {
  const communities = { A: { volunteers: 5 }, B: { volunteers: 20 }, C: { volunteers: 20 }, D: { volunteers: 40 } }
  // In January, sums left out what A hides. A quarter never stands for others than its months.
  const january = earlierPeriod(communities, 'volunteers', { A: 1 })
  const excluded = [...january.communities].map(
    ([code, each]) =>
      [
        code,
        { ...each, excludedFromSums: code === codeOf('A') ? [baseCountNames.indexOf('volunteers')] : [] },
      ] as const,
  )
  const known = new Map([['2025-01', { ...january, communities: new Map(excluded) }]])
  const counts = Object.entries(communities).map(([name, each]) => countsOf(name, each))
  const released = releasePeriod(releaseOf('2025-Q1', counts, known))
  const returns = new Map(released.map((each) => [each.division, each]))
  // 80 of the others, and what A hides.
  expect(saidBy(returns.get(borough))).toEqual([80, 93])
  expect(saidBy(returns.get(codeOf('A')))).toEqual([0, 13])
  expect(returns.get(codeOf('A'))?.excludedFromSums).toEqual([baseCountNames.indexOf('volunteers')])
})

test('a sum of which too little is left lies between bounds: 5 + 3 + 2 are fewer than 11', () => {
  const returns = returnsOf({ A: 5, B: 3, C: 2, D: 40 })
  expect(saidBy(returns.get(borough))).toEqual([40, 53])
  expect(returns.get(borough)?.pattern[baseCountNames.indexOf('volunteers')]).toBe(1)
})

test('fewer than three communities have no sum', () => {
  expect(returnsOf({ A: 5, B: 12 }).has(borough)).toBe(false)
})
