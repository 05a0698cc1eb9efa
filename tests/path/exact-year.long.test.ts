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

test.each(['participants', 'attendances'] as const)(
  'of a city of 16 boroughs, sums of %s are exact in 95 of 100 cells by group, by kind and in total',
  (count) => {
    for (const period of [...quarters, '2024'])
      process.stdout.write(`${count} of ${period}: ${(100 * share(count, [period])).toFixed(1)} % exact\n`)
    expect(share(count, quarters)).toBeGreaterThanOrEqual(0.95)
    expect(share(count, ['2024'])).toBeGreaterThanOrEqual(0.95)
  },
)

test('of each quarter, sums of attendances are exact in 95 of 100 cells by group, by kind and in total', () => {
  for (const quarter of quarters) expect(share('attendances', [quarter])).toBeGreaterThanOrEqual(0.95)
})
