import { expect, test } from 'vitest'
import { periodsBetween } from '@shequ/schema/measures/periods'
import { planGrowth } from './plan-growth.js'

const both = ['growth', 'growth_on_year'] as const

test('of a quarter, the quarter before and the one of the year before are read', () => {
  expect(planGrowth(both, ['2025-Q1'], 'QUARTER')).toEqual({
    earlier: ['2024-Q1', '2024-Q4'],
    growths: [
      { column: 'growth', lag: 1 },
      { column: 'growth_on_year', lag: 2 },
    ],
  })
})

test('a period has each growth against the place that is so far before it', () => {
  const cases = [
    periodsBetween('2025-02', '2025-04', 'MONTH'),
    periodsBetween('2024-01', '2025-12', 'MONTH'),
    periodsBetween('2025-01', '2025-12', 'QUARTER'),
    periodsBetween('2023-01', '2025-12', 'YEAR'),
    ['2025'],
  ]
  for (const periods of cases) {
    const grain = periods[0]?.includes('Q') ? 'QUARTER' : periods[0]?.includes('-') ? 'MONTH' : 'YEAR'
    const { earlier, growths } = planGrowth(both, periods, grain)
    const all = [...earlier, ...periods]
    expect(all).toEqual([...all].sort())
    for (const [index, period] of periods.entries()) {
      const at = (name: string) =>
        all[earlier.length + index - (growths.find(({ column }) => column === name)?.lag ?? 0)]
      expect(at('growth_on_year')).toBe(`${Number(period.slice(0, 4)) - 1}${period.slice(4)}`)
      expect(at('growth')).toBe(index > 0 ? periods[index - 1] : earlier.at(-1))
    }
  }
})

test('nothing is read before the first where no growth is asked for', () => {
  expect(planGrowth([], ['2025-01'], 'MONTH')).toEqual({ earlier: [], growths: [] })
})
