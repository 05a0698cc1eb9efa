import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { sumsWithout } from './sums-without.js'

const total = 0

/** A return of a quarter in which one cell of the attendances says something. */
function released(kind: 'NAMED' | 'SUM', division: string, { counts, bounds }: Omit<ReturnCell, 'breakdown'>) {
  const isHidden = counts.attendances === undefined
  return {
    division,
    period: '2024-Q1',
    kind,
    version: 1,
    releasedAt: '2024-05-01T00:00:00.000Z',
    levels: measuredDatasets.map(() => 'PUBLIC' as const),
    summed: kind === 'NAMED' ? measuredDatasets.map(() => true) : [],
    hidden: baseCountNames.map((count) => (count === 'attendances' && isHidden ? 1 << total : 0)),
    high: baseCountNames.map((count) => (count === 'attendances' && isHidden ? 100 : 0)),
    cells: [{ breakdown: total, counts, ...(bounds && { bounds }) }],
  } satisfies MeasureReturn
}

/** What a street's sum of 508 to 516 says after a community in it took back what it told. */
function streetWithout(told: Omit<ReturnCell, 'breakdown'>) {
  const street = released('SUM', '310101002000', { counts: {}, bounds: { attendances: [508, 516] } })
  const named = released('NAMED', '310101002003', told)
  const next = sumsWithout({ dataset: 'PROGRAMMES', named: [named], hiding: new Map(), sums: [street] })
  return next.map(({ version, cells }) => [version, cells[0]?.bounds])
}

test('bounds of a sum are rounded where a community that takes its records back told its number', () => {
  expect(streetWithout({ counts: { attendances: 12 } })).toEqual([[2, { attendances: [500, 540] }]])
})

test('bounds of a sum are rounded where such a community told bounds of its own: they are in those of the sum', () => {
  expect(streetWithout({ counts: {}, bounds: { attendances: [8, 16] } })).toEqual([[2, { attendances: [400, 800] }]])
})

test('a sum stays where such a community told nothing of the cell', () => {
  expect(streetWithout({ counts: {} })).toEqual([])
})
