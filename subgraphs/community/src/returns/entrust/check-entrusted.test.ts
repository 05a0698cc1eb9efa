import { describe, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { EntrustedPeriod } from '@shequ/subgraph/nodes/entrusted-counts'
import { checkEntrusted } from './check-entrusted.js'

/** The first moment at which June 2025 is over in China. */
const now = new Date('2025-06-30T16:00:00Z')

const placeOf = (name: (typeof baseCountNames)[number]) => baseCountNames.indexOf(name) * breakdownCount

const counted = (values: EntrustedPeriod['values']): EntrustedPeriod => ({
  smallestCell: 11,
  values,
  dominated: [],
  isSummed: true,
  released: null,
})

const entrusted = (period: string, values: EntrustedPeriod['values'] = [[placeOf('attendances'), 1_000_000]]) => ({
  until: '2026-12-31',
  levels: measuredDatasets.map(() => 'PUBLIC'),
  counted: { [period]: counted(values) },
  asked: [],
})

test('counts that a community may have, of periods that are over, are taken', () => {
  for (const period of ['2025-06', '2025-Q2', '2024', '2000-01', '2000'])
    expect(checkEntrusted(entrusted(period), now)).toEqual(entrusted(period))
  const taught = (['taughtMinutes', 'sessions', 'programmes', 'places'] as const).map((name): [number, number] => [
    placeOf(name),
    90,
  ])
  expect(checkEntrusted(entrusted('2025-06', taught), now)).toEqual(entrusted('2025-06', taught))
  const rich = entrusted('2025-06', [[placeOf('donations'), 3_000_000_000]])
  expect(checkEntrusted(rich, now)).toEqual(rich)
})

describe('counts are refused', () => {
  test.each<[string, string, EntrustedPeriod['values'], RegExp]>([
    ['that no column takes', '2025-06', [[placeOf('attendances'), 2 ** 40]], /no count larger than a community has/],
    [
      'of which two would make a sum that no column takes',
      '2025-06',
      [[placeOf('participants') + 3, 2 ** 30]],
      /no count larger/,
    ],
    [
      'of money of which many would make a sum that no column takes',
      '2025-06',
      [[placeOf('donations'), 2 ** 43]],
      /no count larger/,
    ],
    ['of money without end', '2025-06', [[placeOf('donations'), Number.MAX_SAFE_INTEGER]], /no count larger/],
    [
      'of a count that is none',
      '2025-06',
      [[baseCountNames.length * breakdownCount, 1]],
      /counted\.2025-06\.values\.0/,
    ],
    [
      'of minutes taught in no session',
      '2025-06',
      [[placeOf('taughtMinutes'), 90]],
      /expected sessions, programmes and places/,
    ],
    ['of long ago', '1000-01', [], /no period before 2000-01/],
    ['of a year before all that is measured', '1999', [], /no period before 2000-01/],
    ['of a month that is running', '2025-07', [], /2025-07: expected counts of a period that is over/],
    ['of a year that is running', '2025', [], /a period that is over/],
  ])('%s', (_what, period, values, reason) => {
    const check = () => checkEntrusted(entrusted(period, values), now)
    expect(check).toThrow(reason)
    expect(check).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })
})

test('a smallest count that no community can have is refused', () => {
  const huge = { ...entrusted('2025-06'), counted: { '2025-06': { ...counted([]), smallestCell: 2 ** 40 } } }
  expect(() => checkEntrusted(huge, now)).toThrow(/counted\.2025-06\.smallestCell/)
})
