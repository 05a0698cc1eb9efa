import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import { activeBoroughs } from '../helpers/load-returned-city.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startReturnedHub()
}, 240_000)
afterAll(() => hub.close())

interface Cell {
  readonly status: string
  readonly low: number | null
  readonly high: number | null
  readonly numerator: number | null
}

interface Row {
  readonly period: string
  readonly cells: readonly [Cell]
  readonly coverage: { readonly expected: number; readonly reported: number; readonly withheld: number }
}

/** Asks for the quarters of both years in the two boroughs that are hosted. */
async function ask(measure: string, groupBy: readonly string[]): Promise<readonly Row[]> {
  const { data, errors } = await hub.ask<{ measures: { rows: readonly Row[] } }>(
    `query ($query: MeasureQuery!) { measures(within: "310000000000", query: $query) {
      rows { period cells { status low high numerator } coverage { expected reported withheld } } } }`,
    {
      query: {
        measures: [measure],
        groupBy: ['PERIOD', ...groupBy],
        from: '2024-01',
        to: '2025-12',
        grain: 'QUARTER',
        filter: { boroughs: activeBoroughs },
        first: 500,
      },
    },
    await hub.token('planner', '310000000000'),
  )
  expect(errors).toBeUndefined()
  return data.measures.rows
}

const sumOf = (rows: readonly Row[], value: (cell: Cell) => number | null) =>
  rows.reduce((sum, { cells }) => sum + (value(cells[0]) ?? NaN), 0)

/** How many communities don't share a dataset with the city, by their own word. */
async function keptFromTheCity(dataset: string): Promise<number> {
  return withClient(hub.databases.community.ownerUrl, async (client) => {
    const { rows } = await client.query<{ number: number }>(
      `select count(*)::int as number from community where not exists (select from sharing_rule
       where sharing_rule.community_code = community.community_code and dataset = $1 and level in ('CITY', 'PUBLIC'))`,
      [dataset],
    )
    return rows[0]?.number ?? NaN
  })
}

describe('parts that report alike', () => {
  test('of what is open add to the whole exactly, borough by borough', async () => {
    const wholes = await ask('CONSIGNED_SHARE', [])
    const parts = await ask('CONSIGNED_SHARE', ['BOROUGH'])
    const withheld = await keptFromTheCity('CENTRES')
    expect(wholes).toHaveLength(8)
    for (const { period, cells, coverage } of wholes) {
      expect(coverage).toEqual({ expected: 531, reported: 531 - withheld, withheld })
      expect(cells[0].numerator).toBeGreaterThan(0)
      const ofPeriod = parts.filter((part) => part.period === period)
      expect(sumOf(ofPeriod, ({ numerator }) => numerator)).toBe(cells[0].numerator)
    }
  })

  test.each(['BOROUGH', 'LEARNER_GROUP', 'PROGRAMME_KIND'])('by %s lie around the whole', async (dimension) => {
    const wholes = await ask('ATTENDANCES', [])
    const parts = await ask('ATTENDANCES', [dimension])
    for (const { period, cells, coverage } of wholes) {
      expect(coverage).toEqual({ expected: 531, reported: 531, withheld: 0 })
      const ofPeriod = parts.filter((part) => part.period === period)
      expect(sumOf(ofPeriod, ({ low }) => low)).toBeLessThanOrEqual(cells[0].high ?? NaN)
      expect(sumOf(ofPeriod, ({ high }) => high)).toBeGreaterThanOrEqual(cells[0].low ?? NaN)
    }
  })
})

/** So few communities have activity here that sums give way to bounds nearly everywhere: measured, so that it gets no worse unseen. */
describe('cells that are exact, quarter by quarter', () => {
  test.each([
    ['PARTICIPATION_RATE', ['LEARNER_GROUP'], 0, 40],
    ['PARTICIPATION_RATE', ['PROGRAMME_KIND'], 1, 32],
    ['PARTICIPATION_RATE', ['BOROUGH', 'LEARNER_GROUP'], 0, 80],
    ['PARTICIPATION_RATE', ['BOROUGH', 'PROGRAMME_KIND'], 3, 64],
    ['ATTENDANCES', ['LEARNER_GROUP'], 0, 40],
    ['ATTENDANCES', ['PROGRAMME_KIND'], 1, 32],
    ['ATTENDANCES', ['BOROUGH', 'LEARNER_GROUP'], 0, 80],
    ['ATTENDANCES', ['BOROUGH', 'PROGRAMME_KIND'], 8, 64],
  ])('%s by %j: %i of %i', async (measure, groupBy, least, number) => {
    const rows = await ask(measure, groupBy)
    expect(rows).toHaveLength(number)
    const exact = rows.filter(({ cells }) => cells[0].low !== null && cells[0].low === cells[0].high)
    expect(exact.length).toBeGreaterThanOrEqual(least)
  })
})
