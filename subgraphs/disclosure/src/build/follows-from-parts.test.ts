import { describe, expect, test } from 'vitest'
import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { EarlierPeriod, PeriodRelease } from '../model/period-release.js'
import { allSteps, protectCount } from '../sums/protect-count.js'
import { codeOf, countsOf, earlierPeriod } from '../testing/hand-world.js'
import { releaseOf } from '../testing/release-in-turn.js'
import { releaseWorldOf } from '../world/release-world.js'
import { areaTree } from './area-tree.js'
import { followingFromParts } from './follows-from-parts.js'

const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']
const inQuarter = { A: 5, B: 6, C: 7 }
const borough = '310101000000'

interface Case {
  readonly count?: BaseCountName
  /** What is otherwise in the last quarter. */
  readonly last?: (quarter: EarlierPeriod) => EarlierPeriod
  readonly year?: Partial<PeriodRelease>
}

/** Whether the borough's total of a year follows from its quarters, in each of which three communities hid 5, 6 and 7. */
function follows({ count = 'attendances', last = (quarter) => quarter, year = {} }: Case = {}): boolean {
  const of = (times: number) =>
    Object.fromEntries(Object.entries(inQuarter).map(([name, value]) => [name, { [count]: value * times }]))
  const quarter = earlierPeriod(of(1), count, { A: 1, B: 1, C: 1 })
  const earlier = new Map(quarters.map((name, index) => [name, index === 3 ? last(quarter) : quarter]))
  const counts = Object.entries(of(4)).map(([name, each]) => countsOf(name, each))
  const world = releaseWorldOf({ ...releaseOf('2025', counts, earlier), ...year })
  const protectedCount = protectCount(world, count, undefined, allSteps)
  const node = areaTree(world).find(({ area }) => area.code === borough)
  if (node === undefined) throw new Error(`Expected a sum of ${borough}.`)
  return (followingFromParts(world, node, protectedCount) & 1) === 1
}

/** A quarter in which one thing of a community is otherwise. */
const withA = (change: object) => (quarter: EarlierPeriod) => {
  const known = quarter.communities.get(codeOf('A'))
  if (known === undefined) throw new Error('Expected A in the quarter.')
  return { ...quarter, communities: new Map(quarter.communities).set(codeOf('A'), { ...known, ...change }) }
}

test('the sum of a year follows from four published quarters: 18 + 18 + 18 + 18 = 72', () => {
  expect(follows()).toBe(true)
})

describe('it does not follow', () => {
  const totalUnpublished = new Map([[borough, baseCountNames.map(() => 1)]])
  const all = { excludedFromSums: [baseCountNames.indexOf('attendances')] }
  const cases: readonly (readonly [string, Case])[] = [
    ['where a quarter is not published', { last: (quarter) => ({ ...quarter, areas: totalUnpublished }) }],
    ['where a community was not summed in a quarter', { last: withA({ summed: measuredDatasets.map(() => false) }) }],
    ['where a quarter left out what a community hid', { last: withA(all) }],
    ['where a community has left since', { year: { departed: ['310101001009'] } }],
    ['of persons, who do not add up over time', { count: 'participants' }],
  ]
  test.each(cases)('%s', (_, given) => {
    expect(follows(given)).toBe(false)
  })
})
