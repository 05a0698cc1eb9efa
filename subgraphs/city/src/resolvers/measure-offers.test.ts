import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellsNextStep } from '@shequ/subgraph/testing/next-step'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { areas, city, communities } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
const [a, b, c, d, e] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }

beforeAll(async () => {
  hub = await openCitySubgraph()
  const offered = (kind: string, sessions: number, places: number) => ({
    [`ALL ${kind}`]: { sessions, programmes: 1, places },
  })
  await hub.sql(
    [
      areas,
      returned({
        division: a,
        period: '2025-Q1',
        cells: {
          'ALL ALL': { sessions: 9, programmes: 2, places: 50, centres: 2 },
          ...offered('COURSE', 5, 30),
          ...offered('WORKSHOP', 4, 20),
        },
      }),
      returned({
        division: b,
        period: '2025-Q1',
        cells: { 'ALL ALL': { sessions: 3, programmes: 1, places: 12 }, ...offered('COURSE', 3, 12) },
      }),
      // The third held nothing; the fourth hides how few needs it had; the fifth's software is of before sessions were counted.
      returned({ division: c, period: '2025-Q1' }),
      returned({
        division: d,
        period: '2025-Q1',
        hidden: { 21: 1 },
        high: { 21: 10 },
        cells: { 'ALL ALL': { sessions: 1 } },
      }),
      returned({ division: e, period: '2025-Q1', counts: 24, cells: { 'ALL ALL': { taught_minutes: 60, needs: 12 } } }),
    ].join(';\n'),
  )
})
afterAll(() => hub.close())

const quarter = 'from: "2025-01", to: "2025-03", grain: QUARTER'
async function ask(query: string, fields: string): Promise<unknown> {
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {${query}, ${quarter}}) { ${fields} } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  return (data as { measures: unknown }).measures
}

test('where nothing was offered is asked for by a zero, which a return that lacks the count is not', async () => {
  expect(
    await ask(
      'measures: [SESSIONS], groupBy: [COMMUNITY], having: [{measure: SESSIONS, op: LTE, value: 0}]',
      'rows { areaCode cells { status } } undecided',
    ),
  ).toEqual({ rows: [{ areaCode: c, cells: [{ status: 'ZERO' }] }], undecided: 2 })
  expect(
    await ask(
      `measures: [SESSIONS], groupBy: [COMMUNITY], filter: {communities: ["${e}"]}`,
      'rows { cells { status value low } }',
    ),
  ).toEqual({ rows: [{ cells: [{ status: 'SUPPRESSED', value: null, low: 0 }] }] })
})

test('offers are told by kind of programme', async () => {
  expect(
    await ask(
      `measures: [PROGRAMMES, SESSIONS, PLACES], groupBy: [PROGRAMME_KIND], filter: {communities: ["${a}", "${b}"], programmeKinds: [COURSE, WORKSHOP]}`,
      'rows { programmeKind cells { value } } totals { cells { value } }',
    ),
  ).toEqual({
    rows: [
      { programmeKind: 'COURSE', cells: [{ value: 2 }, { value: 8 }, { value: 42 }] },
      { programmeKind: 'WORKSHOP', cells: [{ value: 1 }, { value: 4 }, { value: 20 }] },
    ],
    totals: [{ cells: [{ value: 3 }, { value: 12 }, { value: 62 }] }],
  })
})

test('a row of which figures of two datasets hide is there once, with what is told beside each', async () => {
  const hiding = {
    hidden: { 2: everyCell, 6: everyCell, 7: everyCell },
    high: { 2: 50, 6: 50, 7: 50 },
  }
  await hub.sql(
    [
      returned({ division: a, period: '2025-Q2', ...hiding }),
      returned({
        division: a,
        period: '2025-04',
        cells: { 'ALL ALL': { attendances: 20, answers: 40, satisfied: 35 } },
      }),
    ].join(';\n'),
  )
  const query = `measures: [ATTENDANCES, SATISFACTION], filter: {communities: ["${a}"]}, from: "2025-04", to: "2025-06", grain: QUARTER`
  for (const rows of [
    '',
    'groupBy: [COMMUNITY], ',
    `groupBy: [AREA_GROUP], areaGroups: [{name: "x", codes: ["${a}"]}], `,
  ]) {
    const asked = rows.includes('areaGroups') ? query.replace(/ filter: .*?},/, '') : query
    const { data, errors } = await hub.ask(
      `{ measures(within: "${city}", query: {${rows}${asked}}) { rows { cells { low high } } totals { period } } }`,
      {},
      planner,
    )
    expect(errors).toEqual([])
    expect(data).toEqual({
      measures: {
        rows: [
          {
            cells: [
              { low: 20, high: 50 },
              { low: 70, high: 100 },
            ],
          },
        ],
        totals: [{ period: '2025-Q2' }],
      },
    })
  }
})

test('centres are counted, and few needs are hidden', async () => {
  expect(
    await ask(
      `measures: [CENTRES, NEEDS], groupBy: [COMMUNITY], filter: {communities: ["${a}", "${d}", "${e}"]}`,
      'rows { cells { status low high } }',
    ),
  ).toEqual({
    rows: [
      {
        cells: [
          { status: 'VALUE', low: 2, high: 2 },
          { status: 'ZERO', low: 0, high: 0 },
        ],
      },
      {
        cells: [
          { status: 'ZERO', low: 0, high: 0 },
          { status: 'SUPPRESSED', low: 0, high: 10 },
        ],
      },
      {
        cells: [
          { status: 'ZERO', low: 0, high: 0 },
          { status: 'VALUE', low: 12, high: 12 },
        ],
      },
    ],
  })
})

test.each([
  ['PROGRAMMES', /\(PROGRAMMES\) of several periods .*: what runs on in two of them would count twice/],
  ['CENTRES', /\(CENTRES\) of several periods .*: it holds on the last day of each/],
  ['PARTICIPATION_RATE', /: who takes part in two of them would count twice/],
  ['DESIGNATION_SHARE', /: it holds on the last day of each/],
])('%s of several periods together is refused for its own reason', async (measure, message) => {
  const { errors } = await hub.ask(
    `{ measures(within: "${city}", query: {measures: [${measure}], from: "2025-01", to: "2025-06", grain: QUARTER}) { totalCount } }`,
    {},
    planner,
  )
  expect(errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message), path: 'measures' }])
  expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
})
