import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { areas, city, communities } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
const [a, b, c, d] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }
beforeAll(async () => {
  hub = await openCitySubgraph()
  await hub.sql(areas)
})
afterAll(() => hub.close())

interface Told {
  readonly rows: { areaCode: string | null; cells: { status: string; value: number | null }[] }[]
  readonly undecided: number
}

async function ask(query: string): Promise<Told> {
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {${query}}) { rows { areaCode cells { status value } } undecided } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  return (data as { measures: Told }).measures
}

interface Trend {
  readonly rows: {
    period: string
    cells: { status: string; value: number | null; growth: number | null; growthOnYear: number | null }[]
  }[]
}

async function growthIn(query: string) {
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {${query}}) { rows { period cells { status value growth growthOnYear } } } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  return (data as { measures: Trend }).measures.rows.map(({ period, cells: [cell] }) => ({ period, ...cell }))
}

const statusIn = async (period: string, measure = 'ATTENDANCES') =>
  (await ask(`measures: [${measure}], ${period}`)).rows[0]?.cells[0]?.status

const [march, quarter, april] = [
  'from: "2023-03", to: "2023-03", grain: MONTH',
  'from: "2023-01", to: "2023-03", grain: QUARTER',
  'from: "2023-04", to: "2023-04", grain: MONTH',
]

test('where nothing was ever returned, nothing is being worked out', async () => {
  expect(await statusIn(quarter)).toBe('NOT_REPORTED')
})

describe('while a hub closes the past', () => {
  const released = (time: string) =>
    hub.sql(`delete from measure_return; delete from cell; ${returned({ division: a, period: '2023-03', cells: { 'ALL ALL': { attendances: 30 } } })};
      update measure_return set released_at = ${time}`)

  test('what is over and not yet here is pending, and no more than that', async () => {
    await released('now()')
    expect(await statusIn(march)).toBe('PARTIAL')
    expect(await statusIn(quarter)).toBe('PENDING')
    expect(await statusIn(april)).toBe('PENDING')
    expect(await statusIn('from: "2999-01", to: "2999-03", grain: QUARTER')).toBe('NOT_REPORTED')
    const ofTwo = await ask(`measures: [ATTENDANCES], from: "2023-04", to: "2023-05", grain: MONTH`)
    expect(ofTwo.rows[0]?.cells[0]?.status).toBe('PENDING')
  })

  test('a community that is missing where others are here is not pending', async () => {
    const { rows } = await ask(`measures: [ATTENDANCES], groupBy: [COMMUNITY], ${march}`)
    expect(rows.map(({ cells: [cell] }) => cell?.status)).toEqual([
      'VALUE',
      ...Array.from({ length: 5 }, () => 'NOT_REPORTED'),
    ])
  })

  test('nor is a borough of which nobody returned anything where others did', async () => {
    const { rows } = await ask(`measures: [ATTENDANCES], groupBy: [BOROUGH], ${march}`)
    expect(rows.map(({ cells: [cell] }) => cell?.status)).toEqual(['PARTIAL', 'NOT_REPORTED'])
    // What is asked of the month before, for the growth, has no part in it.
    const { data } = await hub.ask(
      `{ measures(within: "${city}", query: {measures: [ATTENDANCES], groupBy: [BOROUGH], ${march}}) { rows { cells { status growth } } } }`,
      {},
      planner,
    )
    expect(JSON.stringify(data)).not.toContain('PENDING')
  })

  test('what has not come long after it was due is missing', async () => {
    await released("now() - interval '2 hours'")
    expect(await statusIn(quarter)).toBe('NOT_REPORTED')
  })
})

describe('while years between the first month and the newest are still to be worked out', () => {
  const of = (period: string, attendances: number) =>
    communities.map((division) => returned({ division, period, cells: { 'ALL ALL': { attendances } } }))
  const release = (...returns: readonly string[][]) =>
    hub.sql(`${returns.flat().join(';\n')}; update measure_return set released_at = now()`)
  const trend = (period: string, grain: string) =>
    growthIn(`measures: [ATTENDANCES], groupBy: [PERIOD], ${period}, grain: ${grain}`)
  beforeAll(async () => {
    await hub.sql('delete from measure_return; delete from cell')
    await release(of('2021-01', 10), of('2023-01', 20), of('2023-02', 22), of('2023', 300))
  })

  test('a trend tells what is there, what is to come, and no growth over the gap', async () => {
    expect(await trend('from: "2021-01", to: "2023-12"', 'YEAR')).toEqual([
      { period: '2021', status: 'PENDING', value: null, growth: null, growthOnYear: null },
      { period: '2022', status: 'PENDING', value: null, growth: null, growthOnYear: null },
      { period: '2023', status: 'VALUE', value: 300 * 6, growth: null, growthOnYear: null },
    ])
    expect((await trend('from: "2021-01", to: "2021-02"', 'MONTH')).map(({ status }) => status)).toEqual([
      'VALUE',
      'PENDING',
    ])
    expect(await trend('from: "2023-01", to: "2023-02"', 'MONTH')).toMatchObject([
      { growth: null, growthOnYear: null },
      { growth: 2 * 6, growthOnYear: null },
    ])
  })

  test('years taken together say that some of their returns are still missing', async () => {
    const [row] = (await ask('measures: [ATTENDANCES], from: "2022-01", to: "2023-12", grain: YEAR')).rows
    expect(row?.cells[0]).toEqual({ status: 'PARTIAL', value: 300 * 6 })
  })

  test('growth is told when the gap is closed', async () => {
    await release(of('2022', 200))
    expect((await trend('from: "2022-01", to: "2023-12"', 'YEAR')).map(({ growth }) => growth)).toEqual([null, 100 * 6])
  })
})

test('a period that is not over has no figure of its last day', async () => {
  const over: unknown = expect.stringMatching(/^(VALUE|ZERO)$/)
  const year = new Date().getFullYear()
  const running = `from: "${year - 1}-01", to: "${year + 1}-12", grain: YEAR, groupBy: [PERIOD]`
  const { rows } = await ask(`measures: [DESIGNATION_SHARE], ${running}`)
  expect(rows.map(({ cells: [cell] }) => cell?.status)).toEqual([over, 'NOT_REPORTED', 'NOT_REPORTED'])
  const byCommunity = await ask(
    `measures: [DESIGNATION_SHARE], ${running.replace('[PERIOD]', '[COMMUNITY, PERIOD]')}, first: 3`,
  )
  expect(byCommunity.rows.map(({ cells: [cell] }) => cell?.status)).toEqual([over, 'NOT_REPORTED', 'NOT_REPORTED'])
})

describe('in an order, what hides', () => {
  // Attendances of a month: a 30, b 20 to 40, c 50, d 10.
  beforeAll(() =>
    hub.sql(
      [
        'delete from measure_return; delete from cell',
        ...(
          [
            [a, 30],
            [c, 50],
            [d, 10],
          ] as const
        ).map(([division, attendances]) =>
          returned({ division, period: '2022-05', cells: { 'ALL ALL': { attendances } } }),
        ),
        returned({
          division: b,
          period: '2022-05',
          hidden: { 2: 2 ** 30 - 1 },
          high: { 2: 40 },
          cells: { 'ALL ALL': { bounds: `'{"attendances": [20, 40]}'` } },
        }),
      ].join(';\n'),
    ),
  )

  test.each([
    ['DESC', 2, [c, b]],
    ['DESC', 4, [c, b, a, d]],
    ['ASC', 2, [d, b]],
  ])('stands by its bounds from %s, and the %d rows tell of how many this is open', async (direction, first, codes) => {
    const { rows, undecided } = await ask(
      `measures: [ATTENDANCES], groupBy: [COMMUNITY], from: "2022-05", to: "2022-05", grain: MONTH, first: ${first},
        orderBy: [{measure: ATTENDANCES, direction: ${direction}}]`,
    )
    expect(rows.map(({ areaCode }) => areaCode)).toEqual(codes)
    expect(undecided).toBe(2)
  })

  test('is open for a condition too, beside what the order leaves open', async () => {
    const having = (value: number) =>
      ask(`measures: [ATTENDANCES], groupBy: [COMMUNITY], from: "2022-05", to: "2022-05", grain: MONTH,
        orderBy: [{measure: ATTENDANCES}], having: [{measure: ATTENDANCES, op: GTE, value: ${value}}]`)
    // b alone is left out, besides two that returned nothing; the rest stands as it is.
    expect(await having(25)).toMatchObject({ rows: [{ areaCode: a }, { areaCode: c }], undecided: 3 })
    expect(await having(15)).toMatchObject({ rows: [{ areaCode: b }, { areaCode: a }, { areaCode: c }], undecided: 4 })
  })
})
