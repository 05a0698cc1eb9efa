import { expect, test } from 'vitest'
import { familySize, keptCellIndexes } from '../model/family.js'
import { packValues } from './packed-values.js'

test.each(['2025-03', '2025-Q1', '2025'] as const)(
  'what is packed of %s is what was given, where the period has cells',
  (period) => {
    const families = [0, 1, 2].map((community) =>
      Float64Array.from({ length: familySize }, (_, cellIndex) => community * 1_000 + cellIndex),
    )
    const { valueAt } = packValues(period, 4, (community) => families[community])
    const grain = period.includes('Q') ? 'QUARTER' : period.includes('-') ? 'MONTH' : 'YEAR'
    const kept = new Set(keptCellIndexes(grain))
    for (let cellIndex = 0; cellIndex < familySize; cellIndex++)
      expect([0, 1, 2, 3].map((community) => valueAt(community, cellIndex))).toEqual(
        [0, 1, 2, 3].map((community) => (kept.has(cellIndex) ? (families[community]?.[cellIndex] ?? 0) : 0)),
      )
  },
)

test('the counts of a whole city in all periods of a year fit into 150 MB', () => {
  const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`)
  const periods = [...months, '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025']
  const bytes = periods.map((period) => packValues(period, 100, () => undefined).bytes)
  expect(bytes.reduce((sum, each) => sum + each) * 65.09).toBeLessThan(150_000_000)
})
