import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

let hub: TestSubgraph<Database>
const borough = '310101000000'
const all = (attendances: number) => ({ 'ALL ALL': { attendances } })

beforeAll(async () => {
  hub = await openBoroughSubgraph(4)
  await hub.sql(
    [
      returned({ division: '310101001001', period: '2025-03', levels: 'BOROUGH', cells: all(100) }),
      returned({ division: '310101002001', period: '2025-03', cells: all(50) }),
      returned({ division: '310102001001', period: '2025-03', cells: all(7) }),
      `insert into allocation (borough_code, community_code, year, purpose, amount) values
        ('310101000000', '310101002001', 2025, 'LEARNING', 6002)`,
    ].join(';\n'),
  )
})
beforeEach(() => hub.statements.reset())
afterAll(() => hub.close())

const query = 'from: "2025-03", to: "2025-03", grain: MONTH'

test('a borough answers from its own database, and names the areas of its rows', async () => {
  const { data, errors } = await hub.ask(
    `{ borough(code: "${borough}") { measures(query: {measures: [ATTENDANCES], groupBy: [COMMUNITY], ${query}}) {
      rows { street { name } community { name } cells { status value } } totals { cells { status value coverage { expected reported } } } } } }`,
    {},
    officeOf('borough', borough),
  )
  expect(errors).toEqual([])
  expect(data).toEqual({
    borough: {
      measures: {
        rows: [
          {
            street: { name: 'District 01 street 1' },
            community: { name: 'District 01 community 0' },
            cells: [{ status: 'VALUE', value: 100 }],
          },
          {
            street: { name: 'District 01 street 2' },
            community: { name: 'District 01 community 1' },
            cells: [{ status: 'VALUE', value: 50 }],
          },
          ...[3, 4].map((street) => ({
            street: { name: `District 01 street ${street}` },
            community: { name: `District 01 community ${street - 1}` },
            cells: [{ status: 'NOT_REPORTED', value: null }],
          })),
        ],
        totals: [{ cells: [{ status: 'PARTIAL', value: 150, coverage: { expected: 4, reported: 2 } }] }],
      },
    },
  })
  expect(hub.statements.count).toBe(4)
})

test('all boroughs of a city that are asked the same are one statement; each office reads more of its own', async () => {
  const { data, errors } = await hub.ask(
    `query ($cities: [_Any!]!) { _entities(representations: $cities) { ... on City { boroughs {
      measures(query: {measures: [ATTENDANCES], ${query}}) { rows { cells { value } } } } } } }`,
    { cities: [{ __typename: 'City', code: '310000000000' }] },
    officeOf('borough', '310102000000'),
  )
  expect(errors).toEqual([])
  const [found] = (data as { _entities: { boroughs: { measures: { rows: { cells: { value: number }[] }[] } }[] }[] })
    ._entities
  expect(found?.boroughs.slice(0, 3).map(({ measures }) => measures.rows[0]?.cells[0]?.value)).toEqual([50, 7, null])
  expect(hub.statements.count).toBe(2)
})

test('what only the city knows is unavailable; allocations are known', async () => {
  const { data, errors } = await hub.ask(
    `{ borough(code: "${borough}") { measures(query: {measures: [DESIGNATION_SHARE, BUDGET_PER_HEAD, OLDER_PARTICIPATION_RATE],
      filter: {streets: ["310101002000"]}, from: "2025-01", to: "2025-12", grain: YEAR}) { rows { cells { status value numerator } } } } }`,
  )
  expect(errors).toEqual([])
  expect(data).toEqual({
    borough: {
      measures: {
        rows: [
          {
            cells: [
              { status: 'UNAVAILABLE', value: null, numerator: null },
              { status: 'VALUE', value: 2, numerator: 6002 },
              { status: 'NOT_REPORTED', value: null, numerator: null },
            ],
          },
        ],
      },
    },
  })
})
