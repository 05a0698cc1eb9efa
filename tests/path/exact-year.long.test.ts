import { beforeAll, expect, test } from 'vitest'
import { margins } from '@shequ/disclosure/testing/inside'
import type { Released } from '@shequ/disclosure/testing/release-in-turn'
import { baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { type Period, grainOfPeriod } from '@shequ/schema/measures/periods'
import { boroughs } from '../helpers/boroughs-of-shanghai.js'
import { releaseSmallYear } from '../helpers/release-small-year.js'

const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']

let released: ReadonlyMap<Period, Released>

beforeAll(async () => {
  released = await releaseSmallYear(boroughs, '2024')
})

type Count = 'participants' | 'attendances'

const isOfBoroughOrCity = (division: string) => division.endsWith('000000')

/** How many cells of a count city and boroughs tell exactly in a period, of those by group and by kind and of the total, and of how many. */
function exactCells(count: Count, period: Period): { readonly exact: number; readonly all: number } {
  const returns = released.get(period)?.returns ?? []
  const sums = returns.filter(({ kind, division }) => kind === 'SUM' && isOfBoroughOrCity(division))
  const cells = Array.from({ length: breakdownCount }, (_, cell) => cell).filter(
    (cell) => (margins >> cell) & 1 && hasBreakdown(count, cell, grainOfPeriod(period)),
  )
  const isExact = (hidden: readonly number[], cell: number) =>
    (((hidden[baseCountNames.indexOf(count)] ?? 0) >> cell) & 1) === 0
  const exact = sums.reduce((sum, { hidden }) => sum + cells.filter((cell) => isExact(hidden, cell)).length, 0)
  return { exact, all: sums.length * cells.length }
}

const share = (count: Count, periods: readonly Period[]) => {
  const all = periods.map((period) => exactCells(count, period))
  const sum = (of: 'exact' | 'all') => all.reduce((total, each) => total + each[of], 0)
  return sum('exact') / sum('all')
}

/** By how much the bounds of a count differ in the widest of these sums, as a share of the upper one. */
function widest(count: Count, period: Period): number {
  const returns = released.get(period)?.returns ?? []
  const sums = returns.filter(({ kind, division }) => kind === 'SUM' && isOfBoroughOrCity(division))
  const widths = sums.flatMap(({ cells }) =>
    cells.flatMap(({ breakdown, bounds }) => {
      const around = (margins >> breakdown) & 1 ? bounds?.[count] : undefined
      return around === undefined ? [] : [(around[1] - around[0]) / Math.max(1, around[1])]
    }),
  )
  return Math.max(0, ...widths)
}

test.each(['participants', 'attendances'] as const)(
  'of a city of 16 boroughs, sums of %s of quarters are exact in 95 of 100 cells by group, by kind and in total',
  (count) => {
    for (const period of [...quarters, '2024'])
      process.stdout.write(
        `${count} of ${period}: ${(100 * share(count, [period])).toFixed(1)} % exact, others within ${(100 * widest(count, period)).toFixed(2)} %\n`,
      )
    expect(share(count, quarters)).toBeGreaterThanOrEqual(0.95)
  },
)

test('of each quarter and of the year, sums of attendances are exact in 95 of 100 cells by group, by kind and in total', () => {
  for (const period of [...quarters, '2024']) expect(share('attendances', [period])).toBeGreaterThanOrEqual(0.95)
})

test('of a year, persons of city and boroughs are told within one in a hundred', () => {
  expect(share('participants', ['2024'])).toBeGreaterThan(0)
  expect(widest('participants', '2024')).toBeLessThan(0.01)
})
