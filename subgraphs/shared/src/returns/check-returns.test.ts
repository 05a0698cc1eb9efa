import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownOf } from '@shequ/schema/measures/breakdowns'
import { expect, test } from 'vitest'
import { checkReturns } from './check-returns.js'

/** A year's return of a community with so many participants in a cell. */
const ofYear = (breakdown: number) => ({
  division: '310101001001',
  period: '2024',
  kind: 'NAMED',
  version: 1,
  releasedAt: '2025-01-02T02:00:00Z',
  levels: measuredDatasets.map(() => 'PUBLIC'),
  summed: measuredDatasets.map(() => true),
  hidden: baseCountNames.map(() => 0),
  high: baseCountNames.map(() => 0),
  cells: [{ breakdown, counts: { participants: 20 } }],
})

test.each([
  ['in all', breakdownOf('ALL', 'ALL')],
  ['by group, as nodes of before return them', breakdownOf('RETIRED', 'ALL')],
  ['by kind, as nodes of before return them', breakdownOf('ALL', 'COURSE')],
])('persons of a year are taken %s', (_how, breakdown) => {
  expect(checkReturns([ofYear(breakdown)], 'city')).toHaveLength(1)
})

test('persons of a year by group and kind at once are refused, which no node ever returned', () => {
  expect(() => checkReturns([ofYear(breakdownOf('RETIRED', 'COURSE'))], 'city')).toThrow(/only cells that a count has/)
})
