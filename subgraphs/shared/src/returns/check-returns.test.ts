import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownOf } from '@shequ/schema/measures/breakdowns'
import { expect, test } from 'vitest'
import { checkReturns } from './check-returns.js'
import { stripReturn } from './strip-return.js'

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

/** As software of before proposals were a dataset returns a year. */
const older = {
  ...ofYear(0),
  levels: Array.from({ length: firstDatasets }, () => 'PUBLIC'),
  summed: Array.from({ length: firstDatasets }, () => false),
}

test('a return that says nothing of a later dataset is taken, and one that leaves out a first one is not', () => {
  expect(checkReturns([older], 'city')).toHaveLength(1)
  expect(() => checkReturns([{ ...older, levels: older.levels.slice(1) }], 'city')).toThrow(/returns\.0\.levels/)
})

test('what it tells of a dataset without a level is refused, and is taken out before it is sent', () => {
  const telling = { ...older, cells: [{ breakdown: 0, counts: { participants: 20, proposals: 1 } }] }
  expect(() => checkReturns([telling], 'city')).toThrow(/nothing of a dataset that is not shared/)
  const [taken] = checkReturns([older], 'city')
  if (taken === undefined) throw new Error('Expected a return.')
  expect(stripReturn({ ...taken, cells: telling.cells }, 'city').cells).toEqual(taken.cells)
})
