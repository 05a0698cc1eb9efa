import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellsNextStep } from '@shequ/subgraph/testing/next-step'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { areas, city, communities } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
const [a, b, c] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }
const all = (attendances: number) => ({ 'ALL ALL': { attendances, satisfied: attendances, answers: 100 } })

beforeAll(async () => {
  hub = await openCitySubgraph()
  await hub.sql(
    [
      areas,
      returned({ division: a, period: '2024-Q1', cells: all(20) }),
      returned({ division: a, period: '2024-Q4', cells: all(60) }),
      returned({ division: a, period: '2025-Q1', cells: all(50) }),
      returned({ division: b, period: '2024-Q1', hidden: { 2: everyCell }, high: { 2: 50 } }),
      returned({ division: b, period: '2025-Q1', cells: all(50) }),
      // Years: the first community stays at 68, the second rises from 69 to 74, and of the third nobody can say.
      ...['2024', '2025'].flatMap((period) => [
        returned({ division: a, period, cells: all(68) }),
        returned({ division: b, period, cells: all(period === '2024' ? 69 : 74) }),
        returned({
          division: c,
          period,
          hidden: { 7: everyCell },
          high: { 7: 100 },
          cells: { 'ALL ALL': { answers: 100 } },
        }),
      ]),
      `insert into target (city_code, year, measure, value) values ('${city}', 2024, 'SATISFACTION', 68.5)`,
    ].join(';\n'),
  )
})
afterAll(() => hub.close())

const measuresOf = (query: string, fields: string, within: string = city) =>
  `{ measures(within: "${within}", query: {${query}}) { ${fields} } }`

async function ask<Table>(query: string, fields: string): Promise<Table> {
  const { data, errors } = await hub.ask(measuresOf(query, fields), {}, planner)
  expect(errors).toEqual([])
  return (data as { measures: Table }).measures
}

async function refused(query: string, within?: string): Promise<string | undefined> {
  const { errors } = await hub.ask(measuresOf(query, 'totalCount', within), {}, planner)
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
  return errors[0]?.message
}

describe('growth', () => {
  const ofTwo = `measures: [ATTENDANCES], groupBy: [COMMUNITY, PERIOD], filter: {communities: ["${a}", "${b}"]}`
  const quarter = 'from: "2025-01", to: "2025-03", grain: QUARTER'

  test('is told against the quarter before and the same quarter of the year before, each by its name', async () => {
    expect(await ask(`${ofTwo}, ${quarter}`, 'rows { areaCode period cells { value growth growthOnYear } }')).toEqual({
      rows: [
        { areaCode: a, period: '2025-Q1', cells: [{ value: 50, growth: -10, growthOnYear: 30 }] },
        { areaCode: b, period: '2025-Q1', cells: [{ value: 50, growth: null, growthOnYear: null }] },
      ],
    })
  })

  test('of the year orders rows that ask for nothing else of it', async () => {
    const order = (by: string) => `orderBy: [{measure: ATTENDANCES, by: ${by}, direction: DESC}], first: 1`
    const two = `measures: [ATTENDANCES], groupBy: [PERIOD], filter: {communities: ["${a}"]}, from: "2024-10", to: "2025-03", grain: QUARTER`
    expect(await ask(`${two}, ${order('GROWTH_ON_YEAR')}`, 'rows { period }')).toEqual({
      rows: [{ period: '2025-Q1' }],
    })
    expect(await ask(`${two}, ${order('GROWTH')}`, 'rows { period cells { growth } }')).toEqual({
      rows: [{ period: '2025-Q1', cells: [{ growth: -10 }] }],
    })
  })

  test('is asked of rows by period', async () => {
    const year = 'from: "2024-01", to: "2025-12", grain: QUARTER'
    expect(
      await refused(`measures: [ATTENDANCES], ${year}, orderBy: [{measure: ATTENDANCES, by: GROWTH_ON_YEAR}]`),
    ).toContain('Give each period its own row (PERIOD)')
  })
})

describe('a condition', () => {
  const years = 'measures: [SATISFACTION], groupBy: [COMMUNITY, PERIOD], from: "2024-01", to: "2025-12", grain: YEAR'
  const below = (than: string) => `${years}, having: [{measure: SATISFACTION, op: LT, ${than}}]`
  const rows = 'rows { areaCode period } totalCount undecided'

  test('with TARGET compares each year with the city’s target for it', async () => {
    // 2024 asks for 68.5, 2025 for 70; the third community hides its answers, and three have not reported.
    expect(await ask(below('than: TARGET'), rows)).toEqual({
      rows: [
        { areaCode: a, period: '2024' },
        { areaCode: a, period: '2025' },
      ],
      totalCount: 2,
      undecided: 8,
    })
  })

  test('with TARGET can’t decide a year that has none', async () => {
    await hub.sql("update target set removed_at = now() where year = 2024 and measure = 'SATISFACTION'")
    expect(await ask(below('than: TARGET'), rows)).toEqual({
      rows: [{ areaCode: a, period: '2025' }],
      totalCount: 1,
      undecided: 10,
    })
    await hub.sql("update target set removed_at = null where year = 2024 and measure = 'SATISFACTION'")
  })

  test('with TARGET is that of the city in which a borough lies', async () => {
    const { data } = await hub.ask(measuresOf(below('than: TARGET'), rows, '310101000000'), {}, planner)
    expect(data).toMatchObject({ measures: { totalCount: 2 } })
  })

  test('with THRESHOLD compares with the criterion of the measure', async () => {
    expect(await ask(below('than: THRESHOLD'), rows)).toMatchObject({ totalCount: 3, undecided: 8 })
  })

  test.each([
    [
      years.replace('YEAR', 'QUARTER'),
      'than: TARGET',
      /Targets \(TARGET\) of the city are set by year, not by quarter\. Ask by YEAR/,
    ],
    [
      years.replace(', PERIOD', ''),
      'than: TARGET',
      /Each year has its own target \(TARGET\)\. Give each period its own row \(PERIOD\)/,
    ],
    [
      years.replace('2024-01', '2025-01').replaceAll('SATISFACTION', 'ATTENDANCES'),
      'than: TARGET',
      /no target of Attendances \(ATTENDANCES\) for 2025\. Choose another year/,
    ],
    [
      years.replaceAll('SATISFACTION', 'ATTENDANCES'),
      'than: THRESHOLD',
      /\(ATTENDANCES\) has no national goal .* These have one: .*\(OLDER_PARTICIPATION_RATE\), .*\(SATISFACTION\)/,
    ],
    [years, '', /a `value` or `than` .* but got neither/],
    [years, 'value: 1, than: TARGET', /got both\. Leave one out/],
  ])('of %s with %s says what to ask instead', async (query, than, message) => {
    const [measure = ''] = /[A-Z]{6,}/.exec(query) ?? []
    expect(await refused(`${query}, having: [{measure: ${measure}, op: LT, ${than}}]`)).toMatch(message)
  })
})

describe('the width of a question', () => {
  const wide = (grain: string) =>
    `measures: [ATTENDANCES], groupBy: [COMMUNITY, PERIOD, LEARNER_GROUP, PROGRAMME_KIND], from: "2023-01", to: "2025-12", grain: ${grain}`

  test('is that of the rows that can exist', async () => {
    expect(await ask(wide('MONTH'), 'totalCount')).toEqual({ totalCount: 6 * 36 * 20 })
  })

  test('is refused with what makes it up where there are too many', async () => {
    await hub.sql(`insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
      select (310105001001 + n)::text, '310105001000', '310105000000', '${city}', 'RESIDENTS', 1000, 250 from generate_series(0, 299) n`)
    expect(await refused(wide('MONTH'))).toMatch(
      /at most 100,000 rows, but this question has 220,320 \(306 communities × 36 periods × 20 groups and kinds\)\. Ask within one borough/,
    )
    expect(await ask(wide('QUARTER'), 'totalCount')).toEqual({ totalCount: 306 * 12 * 20 })
    await hub.sql("delete from area where borough_code = '310105000000'")
  })
})
