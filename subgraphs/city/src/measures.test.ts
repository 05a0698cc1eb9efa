import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from './database/open-database.js'
import { openCitySubgraph } from './testing/open-city-subgraph.js'
import { areas, city, communities, returned } from './testing/returned-measures.js'

let hub: TestSubgraph<Database>
const [a, b, c, d, e, f] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }

beforeAll(async () => {
  hub = await openCitySubgraph()
  const all = (participants: number) => ({ 'ALL ALL': { participants, attendances: participants * 10 } })
  await hub.sql(
    [
      areas,
      // The first borough: a sum of three hosted communities; two are named with hidden or withheld cells.
      returned({ division: a, period: '2025-Q1', summed: true, cells: all(40) }),
      returned({ division: b, period: '2025-Q1', summed: true, levels: 'PRIVATE' }),
      returned({ division: c, period: '2025-Q1', summed: true, hidden: { 0: 1, 2: 1 }, high: { 0: 10, 2: 50 } }),
      returned({ division: '310101000000', period: '2025-Q1', kind: 'SUM', cells: all(75) }),
      // The second: three own nodes; one hides, one withholds, one has not reported.
      returned({ division: d, period: '2025-Q1', cells: all(20) }),
      returned({ division: e, period: '2025-Q1', levels: 'PRIVATE' }),
      returned({ division: a, period: '2025-Q2', cells: all(50) }),
    ].join(';\n'),
  )
})
beforeEach(() => hub.statements.reset())
afterAll(() => hub.close())

async function ask(query: string, fields: string, viewer = planner): Promise<unknown> {
  const { data, errors } = await hub.ask(`{ measures(within: "${city}", query: {${query}}) { ${fields} } }`, {}, viewer)
  expect(errors).toEqual([])
  return (data as { measures: unknown }).measures
}

const quarter = 'from: "2025-01", to: "2025-03", grain: QUARTER'
const figure =
  'status value low high numerator denominator coverage { expected reported withheld missing residentsReported }'

test('boroughs are their sums and who is not in them', async () => {
  expect(
    await ask(
      `measures: [PARTICIPATION_RATE], groupBy: [BOROUGH, PERIOD], ${quarter}`,
      `rows { areaCode period cells { ${figure} } borough { code } street { code } } totals { period cells { ${figure} } } asOf totalCount`,
    ),
  ).toEqual({
    rows: [
      {
        areaCode: '310101000000',
        borough: { code: '310101000000' },
        street: null,
        period: '2025-Q1',
        cells: [
          {
            status: 'VALUE',
            value: 2.5,
            low: 2.5,
            high: 2.5,
            numerator: 75,
            denominator: 3000,
            coverage: { expected: 3, reported: 3, withheld: 0, missing: 0, residentsReported: 3000 },
          },
        ],
      },
      {
        areaCode: '310104000000',
        borough: { code: '310104000000' },
        street: null,
        period: '2025-Q1',
        cells: [
          {
            status: 'PARTIAL',
            value: 2,
            low: 2,
            high: 2,
            numerator: 20,
            denominator: 1000,
            coverage: { expected: 3, reported: 1, withheld: 1, missing: 1, residentsReported: 1000 },
          },
        ],
      },
    ],
    totals: [
      {
        period: '2025-Q1',
        cells: [
          {
            status: 'PARTIAL',
            value: 2.375,
            low: 2.375,
            high: 2.375,
            numerator: 95,
            denominator: 4000,
            coverage: { expected: 6, reported: 4, withheld: 1, missing: 1, residentsReported: 4000 },
          },
        ],
      },
    ],
    asOf: '2026-01-05T00:00:00.000Z',
    totalCount: 2,
  })
  expect(hub.statements.count).toBe(1)
})

describe('statuses', () => {
  test('of communities', async () => {
    expect(
      await ask(
        `measures: [PARTICIPATION_RATE], groupBy: [COMMUNITY], ${quarter}`,
        'rows { areaCode cells { status value low high } }',
      ),
    ).toEqual({
      rows: [
        [a, 'VALUE', 4, 4, 4],
        [b, 'WITHHELD', null, null, null],
        [c, 'SUPPRESSED', null, 0, 1],
        [d, 'VALUE', 2, 2, 2],
        [e, 'WITHHELD', null, null, null],
        [f, 'NOT_REPORTED', null, null, null],
      ].map(([areaCode, status, value, low, high]) => ({ areaCode, cells: [{ status, value, low, high }] })),
    })
  })
})
