import { expect, test } from 'vitest'
import { lastQuarters, quarterOf } from './last-quarters'

test.each([
  ['2025-08', 8, { from: '2023-07', to: '2025-06' }],
  ['2025-09', 1, { from: '2025-07', to: '2025-09' }],
  ['2025-01', 1, { from: '2024-10', to: '2024-12' }],
  ['2025-12', 4, { from: '2025-01', to: '2025-12' }],
])('quarters that are over by %s, the last %i', (latest, count, months) => {
  expect(lastQuarters(latest, count)).toEqual(months)
})

test('a quarter is named by the month it ends with', () => {
  expect(['2025-03', '2025-12'].map(quarterOf)).toEqual(['2025-Q1', '2025-Q4'])
})
