import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { areas, city, communities } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
const [a, b, c, d, e] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }

/** Software of before proposals were a dataset: what it returned of each. */
const older = Array.from({ length: firstDatasets }, () => 'PUBLIC').join(',')
const withoutProposals = measuredDatasets.map((dataset) => (dataset === 'PROPOSALS' ? 'BOROUGH' : 'PUBLIC')).join(',')

beforeAll(async () => {
  hub = await openCitySubgraph()
  const total = (counts: Readonly<Record<string, number>>) => ({ 'ALL ALL': counts })
  const period = '2025-Q1'
  await hub.sql(
    [
      areas,
      returned({ division: a, period, cells: total({ proposals: 3, sessions: 9 }) }),
      returned({ division: b, period }),
      returned({ division: c, period, cells: total({ proposals: 2 }) }),
      returned({ division: d, period, levels: older, counts: 28, cells: total({ sessions: 4 }) }),
      returned({ division: e, period, levels: withoutProposals, cells: total({ sessions: 5 }) }),
      // The sixth returned nothing.
    ].join(';\n'),
  )
})
afterAll(() => hub.close())

async function ask(query: string, fields: string): Promise<unknown> {
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {${query}, from: "2025-01", to: "2025-03", grain: QUARTER}) { ${fields} } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  return (data as { measures: unknown }).measures
}

const cell = 'cells { status value coverage { expected reported withheld missing } }'
const told = (status: string, value: number | null, [reported, withheld, missing]: readonly number[]) => ({
  status,
  value,
  coverage: { expected: (reported ?? 0) + (withheld ?? 0) + (missing ?? 0), reported, withheld, missing },
})

test('where nothing was put to the vote is a zero, which is neither kept back nor unsaid', async () => {
  expect(await ask('measures: [PROPOSALS], groupBy: [COMMUNITY]', 'rows { cells { status value } }')).toEqual({
    rows: [
      { cells: [{ status: 'VALUE', value: 3 }] },
      { cells: [{ status: 'ZERO', value: 0 }] },
      { cells: [{ status: 'VALUE', value: 2 }] },
      { cells: [{ status: 'NOT_REPORTED', value: null }] },
      { cells: [{ status: 'WITHHELD', value: null }] },
      { cells: [{ status: 'NOT_REPORTED', value: null }] },
    ],
  })
  expect(
    await ask(
      'measures: [PROPOSALS], groupBy: [COMMUNITY], having: [{measure: PROPOSALS, op: LTE, value: 0}]',
      'rows { areaCode }',
    ),
  ).toEqual({ rows: [{ areaCode: b }] })
})

test('a return of before says nothing of proposals: it is missing, not withheld', async () => {
  expect(
    await ask('measures: [PROPOSALS], groupBy: [BOROUGH]', `rows { ${cell} } totals { ${cell} } coverage { missing }`),
  ).toEqual({
    rows: [{ cells: [told('VALUE', 5, [3, 0, 0])] }, { cells: [told('NOT_REPORTED', null, [0, 1, 2])] }],
    totals: [{ cells: [told('PARTIAL', 5, [3, 1, 2])] }],
    coverage: { missing: 2 },
  })
})

test.each(['', 'filter: {communityKinds: [RESIDENTS, VILLAGE]}, '])(
  'what it says else is counted once beside them, and so is the return (%s)',
  async (filter) => {
    expect(
      await ask(
        `${filter}measures: [PROPOSALS, SESSIONS, REPORTING_RATE], groupBy: [BOROUGH]`,
        `rows { ${cell} coverage { reported withheld missing } }`,
      ),
    ).toMatchObject({
      rows: [
        { cells: [told('VALUE', 5, [3, 0, 0]), told('VALUE', 9, [3, 0, 0]), { value: 100 }] },
        {
          cells: [told('NOT_REPORTED', null, [0, 1, 2]), told('PARTIAL', 9, [2, 0, 1]), { value: 200 / 3 }],
          coverage: { reported: 0, withheld: 1, missing: 2 },
        },
      ],
    })
    expect(
      await ask(
        `${filter}measures: [PROPOSALS, REPORTING_RATE], groupBy: [BOROUGH]`,
        'rows { cells { status value } }',
      ),
    ).toMatchObject({ rows: [{ cells: [{ value: 5 }, { value: 100 }] }, { cells: [{}, { value: 200 / 3 }] }] })
  },
)

test('proposals of several quarters add up', async () => {
  await hub.sql(returned({ division: a, period: '2025-Q2', cells: { 'ALL ALL': { proposals: 4 } } }))
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {measures: [PROPOSALS], filter: {communities: ["${a}"]}, from: "2025-01", to: "2025-06", grain: QUARTER}) {
      rows { cells { status value numeratorUnit } } } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  expect(data).toEqual({
    measures: { rows: [{ cells: [{ status: 'VALUE', value: 7, numeratorUnit: 'PROPOSALS' }] }] },
  })
})
