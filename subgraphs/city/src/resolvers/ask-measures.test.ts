import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tellsNextStep } from '@shequ/subgraph/testing/next-step'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'
import { areas, city, communities } from '../testing/measured-city.js'

let hub: TestSubgraph<Database>
const [a, b, c, d, e, f] = communities
const planner = { ...officeOf('city', city), role: 'planner' as const }

beforeAll(async () => {
  hub = await openCitySubgraph()
  const all = (participants: number) => ({ 'ALL ALL': { participants, attendances: participants * 10 } })
  const inCourses = (participants: number) =>
    Object.fromEntries(
      ['ALL ALL', 'ALL COURSE', 'GENERAL ALL', 'GENERAL COURSE'].map((cell) => [cell, all(participants)['ALL ALL']]),
    )
  await hub.sql(
    [
      areas,
      // The first borough: a sum of three hosted communities; two are named with hidden or withheld cells.
      returned({ division: a, period: '2025-Q1', summed: true, cells: all(40) }),
      returned({ division: b, period: '2025-Q1', summed: true, levels: 'PRIVATE' }),
      returned({
        division: c,
        period: '2025-Q1',
        summed: true,
        hidden: { 0: everyCell, 2: everyCell },
        high: { 0: 10, 2: 50 },
      }),
      returned({ division: '310101000000', period: '2025-Q1', kind: 'SUM', cells: inCourses(75) }),
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

test('communities have a status each; missing is never zero', async () => {
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

test('a count that is not there is zero, and a ratio to nothing has no value', async () => {
  expect(
    await ask(
      `measures: [HOURS_PER_PARTICIPANT, ATTENDANCES], filter: {communities: ["${d}"]}, groupBy: [PROGRAMME_KIND], ${quarter}`,
      'rows { programmeKind cells { status value numerator denominator } }',
    ),
  ).toEqual({
    rows: ['COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING'].map((programmeKind) => ({
      programmeKind,
      cells: [
        { status: 'UNAVAILABLE', value: null, numerator: 0, denominator: 0 },
        { status: 'ZERO', value: 0, numerator: 0, denominator: null },
      ],
    })),
  })
})

describe('bounds', () => {
  beforeAll(() =>
    hub.sql(
      [
        // 5 of 20 answers satisfied is known; in May both are hidden; in June the sum is bounded.
        returned({ division: d, period: '2024-05', hidden: { 6: 1, 7: 1 }, high: { 6: 10, 7: 10 } }),
        returned({ division: e, period: '2024-05', cells: { 'ALL ALL': { answers: 20, satisfied: 5 } } }),
        returned({
          division: '310104000000',
          period: '2024-06',
          kind: 'SUM',
          hidden: { 2: 1 },
          high: { 2: 900 },
          cells: { 'ALL ALL': { bounds: `'{"attendances": [100, 140]}'` } },
        }),
        ...[d, e, f].map((division) => returned({ division, period: '2024-06', levels: 'PRIVATE', summed: true })),
        // Donations are hidden, between 0 and 300 CNY, beside 100 of fees and 600 of allocations.
        returned({
          division: d,
          period: '2024-07',
          hidden: { 15: 1 },
          high: { 15: 30_000 },
          cells: { 'ALL ALL': { fees: 10_000, allocations: 60_000 } },
        }),
        // All income is donations, which are hidden, and fees.
        returned({
          division: d,
          period: '2024-09',
          hidden: { 15: 1 },
          high: { 15: 30_000 },
          cells: { 'ALL ALL': { fees: 10_000 } },
        }),
        // None is donations: fees are hidden, beside allocations.
        returned({
          division: d,
          period: '2024-10',
          hidden: { 16: 1 },
          high: { 16: 30_000 },
          cells: { 'ALL ALL': { allocations: 10_000 } },
        }),
        // Of 5 to 9 appraisals the points are hidden too.
        returned({
          division: d,
          period: '2024-08',
          hidden: { 8: 1, 9: 1 },
          high: { 8: 9, 9: 45 },
          cells: { 'ALL ALL': { bounds: `'{"appraisalsBorough": [5, 9], "pointsBorough": [20, 45]}'` } },
        }),
      ].join(';\n'),
    ),
  )

  test.each([
    // satisfied 5 to 15 of 20 to 30 answers
    ['SATISFACTION', '05', `communities: ["${d}", "${e}"]`, { low: 100 * (5 / 30), high: 75 }],
    ['SATISFACTION', '05', `communities: ["${d}"]`, { low: 0, high: 100 }],
    ['ATTENDANCES', '06', 'boroughs: ["310104000000"]', { low: 100, high: 140 }],
    // (100 to 400) of (700 to 1000), which move together
    ['SELF_RELIANCE', '07', `communities: ["${d}"]`, { low: 100 * (100 / 700), high: 40 }],
    ['DONATION_SHARE', '07', `communities: ["${d}"]`, { low: 0, high: 30 }],
    // (20 − 9) of 36 at least; at most everything
    ['LEADERSHIP_APPRAISAL_BOROUGH', '08', `communities: ["${d}"]`, { low: 100 * (11 / 36), high: 100 }],
  ])('of %s in month %s with %s are %j', async (measure, month, filter, { low, high }) => {
    const query = `measures: [${measure}], filter: {${filter}}, from: "2024-${month}", to: "2024-${month}", grain: MONTH`
    expect(await ask(query, 'rows { cells { status value low high numerator } }')).toEqual({
      rows: [
        {
          cells: [
            {
              status: 'SUPPRESSED',
              value: null,
              low: expect.closeTo(low, 9),
              high: expect.closeTo(high, 9),
              numerator: null,
            },
          ],
        },
      ],
    })
  })
})

describe('bounds that meet leave one value, whatever of its parts is hidden', () => {
  test.each([
    ['SELF_RELIANCE', '09', { status: 'VALUE', value: 100, low: 100, high: 100, numerator: null, denominator: null }],
    ['DONATION_SHARE', '10', { status: 'ZERO', value: 0, low: 0, high: 0, numerator: 0, denominator: null }],
    [
      'DONATION_SHARE',
      '09',
      { status: 'SUPPRESSED', value: null, low: 0, high: 75, numerator: null, denominator: null },
    ],
  ])('%s in month %s', async (measure, month, cell) => {
    const query = `measures: [${measure}], filter: {communities: ["${d}"]}, from: "2024-${month}", to: "2024-${month}", grain: MONTH`
    expect(await ask(query, 'rows { cells { status value low high numerator denominator } }')).toEqual({
      rows: [{ cells: [cell] }],
    })
  })
})

describe('a ratio to nothing', () => {
  const nothing = { value: null, low: null, high: null }
  const fields = 'rows { cells { status value low high numerator denominator } } totalCount undecided'
  const month = (code: string, more = '') =>
    `measures: [ADAPTATION_RATE], filter: {communities: [${code}]}, from: "2024-11", to: "2024-11", grain: MONTH${more}`
  beforeAll(() =>
    hub.sql(
      [
        // Guidance of an earlier month, answered in this one: of d so much is known, of e only that there is some.
        returned({ division: d, period: '2024-11', cells: { 'ALL ALL': { guidance_own_way: 2 } } }),
        returned({ division: e, period: '2024-11', hidden: { 23: 1 }, high: { 23: 10 } }),
      ].join(';\n'),
    ),
  )

  test.each([
    ['that is known', `"${d}"`, { status: 'UNAVAILABLE', ...nothing, numerator: 2, denominator: 0 }],
    ['that is hidden', `"${e}"`, { status: 'UNAVAILABLE', ...nothing, numerator: null, denominator: 0 }],
    [
      'of some of the communities',
      `"${d}", "${f}"`,
      { status: 'UNAVAILABLE', ...nothing, numerator: 2, denominator: 0 },
    ],
  ])('of something %s has no value, and no bounds', async (_what, codes, cell) => {
    expect(await ask(month(codes), fields)).toMatchObject({ rows: [{ cells: [cell] }] })
  })

  test('meets no condition and fails none', async () => {
    const having = ', having: [{measure: ADAPTATION_RATE, op: GTE, value: 0}]'
    expect(await ask(month(`"${d}"`, having), fields)).toEqual({ rows: [], totalCount: 0, undecided: 1 })
  })
})

describe('time', () => {
  const twoQuarters = 'from: "2025-01", to: "2025-06", grain: QUARTER'

  test('adds up what adds up, and counts each return', async () => {
    expect(
      await ask(
        `measures: [ATTENDANCES, HOURS_PER_RESIDENT], filter: {communities: ["${a}"]}, ${twoQuarters}`,
        'rows { period cells { status value denominator } coverage { expected reported residents } } coverage { expected }',
      ),
    ).toEqual({
      rows: [
        {
          period: null,
          cells: [
            { status: 'VALUE', value: 900, denominator: null },
            { status: 'ZERO', value: 0, denominator: 1000 },
          ],
          coverage: { expected: 2, reported: 2, residents: 1000 },
        },
      ],
      coverage: { expected: 2 },
    })
  })

  test('tells growth against the period before, also before the first', async () => {
    expect(
      await ask(
        `measures: [PARTICIPATION_RATE], groupBy: [COMMUNITY], from: "2025-04", to: "2025-06", grain: QUARTER, first: 2,
          orderBy: [{measure: PARTICIPATION_RATE, by: GROWTH, direction: DESC}]`,
        'rows { areaCode period cells { value growth } } totalCount',
      ),
    ).toEqual({
      rows: [
        { areaCode: a, period: '2025-Q2', cells: [{ value: 5, growth: 1 }] },
        { areaCode: b, period: '2025-Q2', cells: [{ value: null, growth: null }] },
      ],
      totalCount: 6,
    })
    expect(hub.statements.count).toBe(1)
  })
})

describe('registers', () => {
  beforeAll(() =>
    hub.sql(`insert into register_figure (community_code, period, budget, guidance_issued) values
        ('${a}', '2025', 400000, 4), ('${b}', '2025', 0, 4);
      ${returned({ division: a, period: '2025', cells: { 'ALL ALL': { guidance_own_way: 1 } } })};`),
  )

  test('give budgets, designations, guidance and the returns themselves', async () => {
    expect(
      await ask(
        `measures: [BUDGET_PER_HEAD, DESIGNATION_SHARE, ADAPTATION_RATE, REPORTING_RATE], filter: {boroughs: ["310101000000"]},
          from: "2025-01", to: "2025-12", grain: YEAR`,
        'rows { cells { measure status value numerator denominator coverage { reported } } }',
      ),
    ).toEqual({
      rows: [
        {
          cells: [
            {
              measure: 'BUDGET_PER_HEAD',
              status: 'VALUE',
              value: 4000 / 3000,
              numerator: 4000,
              denominator: 3000,
              coverage: { reported: 3 },
            },
            // Of the designations, one is a community's that still holds.
            {
              measure: 'DESIGNATION_SHARE',
              status: 'VALUE',
              value: 100 / 3,
              numerator: 1,
              denominator: 3,
              coverage: { reported: 3 },
            },
            {
              measure: 'ADAPTATION_RATE',
              status: 'PARTIAL',
              value: 25,
              numerator: 1,
              denominator: 4,
              coverage: { reported: 1 },
            },
            {
              measure: 'REPORTING_RATE',
              status: 'VALUE',
              value: 100 / 3,
              numerator: 1,
              denominator: 3,
              coverage: { reported: 1 },
            },
          ],
        },
      ],
    })
  })

  const budgets = 'measures: [BUDGET_PER_HEAD], from: "2025-01", to: "2025-12", grain: YEAR'
  const covered = 'areaCode cells { status value coverage { expected reported withheld missing } }'

  test('a borough that has no allocation on record is missing, one community without one is zero', async () => {
    const first = {
      status: 'VALUE',
      value: 4000 / 3000,
      coverage: { expected: 3, reported: 3, withheld: 0, missing: 0 },
    }
    const second = {
      status: 'NOT_REPORTED',
      value: null,
      coverage: { expected: 3, reported: 0, withheld: 0, missing: 3 },
    }
    const both = {
      status: 'PARTIAL',
      value: 4000 / 3000,
      coverage: { expected: 6, reported: 3, withheld: 0, missing: 3 },
    }
    expect(await ask(`${budgets}, groupBy: [BOROUGH]`, `rows { ${covered} } totals { ${covered} }`)).toEqual({
      rows: [
        { areaCode: '310101000000', cells: [first] },
        { areaCode: '310104000000', cells: [second] },
      ],
      totals: [{ areaCode: null, cells: [both] }],
    })
    const having = 'having: [{measure: BUDGET_PER_HEAD, op: LT, value: 2}]'
    expect(
      await ask(`${budgets}, groupBy: [COMMUNITY], ${having}`, `rows { areaCode cells { status value } } undecided`),
    ).toEqual({
      rows: [b, c].map((areaCode) => ({ areaCode, cells: [{ status: 'ZERO', value: 0 }] })),
      undecided: 3,
    })
    expect(await ask(`${budgets}, filter: {communities: ["${b}", "${f}"]}`, 'rows { cells { status value } }')).toEqual(
      {
        rows: [{ cells: [{ status: 'PARTIAL', value: 0 }] }],
      },
    )
  })

  test.each(['', 'groupBy: [COMMUNITY], first: 1', 'filter: {communityKinds: [RESIDENTS]}'])(
    'tell nothing of a period that has not begun (%s)',
    async (rows) => {
      const measured = `measures: [DESIGNATION_SHARE, REPORTING_RATE, BUDGET_PER_HEAD], ${rows}, from: "2999-01", to: "2999-12", grain: YEAR`
      const nothing = {
        status: 'NOT_REPORTED',
        value: null,
        low: null,
        high: null,
        coverage: { reported: 0, withheld: 0 },
      }
      expect(await ask(measured, 'rows { cells { status value low high coverage { reported withheld } } }')).toEqual({
        rows: [{ cells: [nothing, nothing, nothing] }],
      })
    },
  )

  test('lay the year beside the targets, all of a year in one question', async () => {
    const { data, errors } = await hub.ask(
      `{ city(code: "${city}") { targets { measure year value actual { status value } } } }`,
      {},
      planner,
    )
    expect(errors).toEqual([])
    expect(data).toEqual({
      city: {
        targets: [
          { measure: 'PARTICIPATION_RATE', year: 2025, value: 50, actual: { status: 'PARTIAL', value: 0 } },
          { measure: 'SATISFACTION', year: 2025, value: 70, actual: { status: 'UNAVAILABLE', value: null } },
          { measure: 'PARTICIPATION_RATE', year: 2026, value: 55, actual: { status: 'NOT_REPORTED', value: null } },
        ],
      },
    })
    expect(hub.statements.count).toBe(4)
  })
})

describe('who asks', () => {
  beforeAll(() =>
    hub.sql(
      [
        returned({ division: a, period: '2023-01', levels: 'CITY', cells: { 'ALL ALL': { attendances: 50 } } }),
        returned({ division: b, period: '2023-01', levels: 'PUBLIC', cells: { 'ALL ALL': { attendances: 30 } } }),
      ].join(';\n'),
    ),
  )
  const month = `measures: [ATTENDANCES], filter: {communities: ["${a}", "${b}"]}, from: "2023-01", to: "2023-01", grain: MONTH`

  test.each([
    ['the planner of the city', planner, 80],
    ['its office', officeOf('city', city), 80],
    ['a planner of another city', { ...planner, division: '441900000000' }, 30],
    ['a borough office, at the city', officeOf('borough', '310101000000'), 30],
    ['everybody', undefined, 30],
  ])('%s reads what is shared with them', async (_who, viewer, value) => {
    const fields = 'rows { cells { value coverage { reported withheld } } }'
    const { data } = await hub.ask(`{ measures(within: "${city}", query: {${month}}) { ${fields} } }`, {}, viewer)
    const withheld = value === 80 ? 0 : 1
    expect(data).toEqual({
      measures: { rows: [{ cells: [{ value, coverage: { reported: 2 - withheld, withheld } }] }] },
    })
  })
})

describe('within', () => {
  const askWithin = async (within: string, groupBy: string) => {
    const { data, errors } = await hub.ask(
      `{ measures(within: "${within}", query: {measures: [ATTENDANCES], groupBy: [${groupBy}], ${quarter}}) {
        rows { areaCode cells { status value coverage { expected } } } } }`,
      {},
      planner,
    )
    expect(errors).toEqual([])
    const { rows } = (data as { measures: { rows: { areaCode: string; cells: Record<string, unknown>[] }[] } }).measures
    return rows.map(({ areaCode, cells: [cell] }) => [areaCode, cell?.['status'], cell?.['value']])
  }

  test('a borough, a street and a community are answered of what lies in them', async () => {
    expect(await askWithin('310101000000', '')).toEqual([[null, 'VALUE', 750]])
    expect(await askWithin('310101000000', 'STREET')).toEqual([
      ['310101001000', 'PARTIAL', 400],
      ['310101002000', 'SUPPRESSED', null],
    ])
    expect(await askWithin('310101001000', 'COMMUNITY')).toEqual([
      [a, 'VALUE', 400],
      [b, 'WITHHELD', null],
    ])
    expect(await askWithin(d, '')).toEqual([[null, 'VALUE', 200]])
  })

  test('a city without districts is its own borough, and has one sum for both', async () => {
    await hub.sql(
      [
        `insert into area values ('441900003001', '441900003000', '441900000000', '441900000000', 'RESIDENTS', 900, 90)`,
        returned({ division: '441900003001', period: '2025-Q1', levels: 'PRIVATE', summed: true }),
        returned({
          division: '441900000000',
          period: '2025-Q1',
          kind: 'SUM',
          cells: { 'ALL ALL': { attendances: 33 } },
        }),
      ].join(';\n'),
    )
    expect(await askWithin('441900000000', '')).toEqual([[null, 'VALUE', 33]])
    expect(await askWithin('441900000000', 'BOROUGH')).toEqual([['441900000000', 'VALUE', 33]])
    expect(await askWithin('441900000000', 'STREET')).toEqual([['441900003000', 'WITHHELD', null]])
  })
})

describe('rows', () => {
  test('meet conditions surely, and tell of how many it is not known', async () => {
    expect(
      await ask(
        `measures: [PARTICIPATION_RATE], groupBy: [COMMUNITY], ${quarter}, having: [{measure: PARTICIPATION_RATE, op: LT, value: 3}]`,
        'rows { areaCode } totalCount undecided',
      ),
    ).toEqual({ rows: [{ areaCode: c }, { areaCode: d }], totalCount: 2, undecided: 3 })
    expect(
      await ask(
        `measures: [PARTICIPATION_RATE], groupBy: [COMMUNITY], ${quarter}, having: [{measure: PARTICIPATION_RATE, op: GTE, value: 4}]`,
        'rows { areaCode } totalCount undecided',
      ),
    ).toEqual({ rows: [{ areaCode: a }], totalCount: 1, undecided: 3 })
  })

  test.each([
    ['orderBy: [{measure: PARTICIPATION_RATE, direction: DESC}]', [a, d, c, b, e, f]],
    ['orderBy: [{measure: PARTICIPATION_RATE}]', [c, d, a, b, e, f]],
    ['orderBy: [{dimension: COMMUNITY, direction: DESC}]', [f, e, d, c, b, a]],
    ['first: 100', [a, b, c, d, e, f]],
  ])('come page by page in the order %s, none twice and none left out', async (order, expected) => {
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 4; page++) {
      const table = (await ask(
        `measures: [PARTICIPATION_RATE], groupBy: [COMMUNITY], ${quarter}, ${order.replace('100', '2')}${order.includes('first') ? '' : ', first: 2'}${after}`,
        'rows { areaCode } pageInfo { hasNextPage endCursor }',
      )) as { rows: { areaCode: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      seen.push(...table.rows.map(({ areaCode }) => areaCode))
      if (!table.pageInfo.hasNextPage) break
      after = `, after: "${table.pageInfo.endCursor}"`
    }
    expect(seen).toEqual(expected)
  })

  test.each([
    ['BOROUGH, direction: DESC', ['310104001000', '310101001000', '310101002000']],
    ['STREET, direction: DESC', ['310104001000', '310101002000', '310101001000']],
  ])('of streets come in the order of %s, then by street', async (order, expected) => {
    const seen: string[] = []
    let after = ''
    do {
      const table = (await ask(
        `measures: [ATTENDANCES], groupBy: [BOROUGH, STREET], ${quarter}, first: 1${after},
          orderBy: [{dimension: ${order}}, {dimension: STREET}]`,
        'rows { areaCode } pageInfo { hasNextPage endCursor }',
      )) as { rows: { areaCode: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      seen.push(...table.rows.map(({ areaCode }) => areaCode))
      after = table.pageInfo.hasNextPage ? `, after: "${table.pageInfo.endCursor}"` : ''
    } while (after !== '')
    expect(seen).toEqual(expected)
  })

  test('are of communities of a kind, where sums of others do not stand for them', async () => {
    expect(
      await ask(
        `measures: [ATTENDANCES], filter: {communityKinds: [RESIDENTS]}, groupBy: [BOROUGH], ${quarter}`,
        'rows { areaCode cells { value coverage { expected reported } } }',
      ),
    ).toEqual({
      rows: [
        { areaCode: '310101000000', cells: [{ value: 750, coverage: { expected: 3, reported: 3 } }] },
        { areaCode: '310104000000', cells: [{ value: 200, coverage: { expected: 2, reported: 1 } }] },
      ],
    })
  })

  test('by group and kind have totals where these add up', async () => {
    expect(
      await ask(
        `measures: [PARTICIPATION_RATE, ATTENDANCES], groupBy: [PROGRAMME_KIND], filter: {programmeKinds: [COURSE, WORKSHOP], communities: ["${a}"]}, ${quarter}`,
        'rows { programmeKind } totals { programmeKind cells { status value } }',
      ),
    ).toEqual({
      rows: [{ programmeKind: 'COURSE' }, { programmeKind: 'WORKSHOP' }],
      totals: [
        {
          programmeKind: null,
          cells: [
            { status: 'UNAVAILABLE', value: null },
            { status: 'ZERO', value: 0 },
          ],
        },
      ],
    })
  })
})

describe('refuses', () => {
  const rate = 'measures: [PARTICIPATION_RATE]'
  test.each([
    [
      `${rate}, from: "2025-01", to: "2025-06", grain: QUARTER`,
      /several periods can't be added up: .*would count twice\. .*\(PERIOD\).*longer period/s,
    ],
    [
      `${rate}, filter: {programmeKinds: [COURSE, WORKSHOP]}, ${quarter}`,
      /\(PARTICIPATION_RATE\) counts people: .*\(PROGRAMME_KIND\)/,
    ],
    [
      `measures: [COMPLETION_RATE], groupBy: [PROGRAMME_KIND], ${quarter}`,
      /\(COMPLETION_RATE\) is not known by kind of programme for quarters\. Ask for it in total\./,
    ],
    [
      `${rate}, groupBy: [LEARNER_GROUP, PROGRAMME_KIND], from: "2025-01", to: "2025-12", grain: YEAR`,
      /\(PARTICIPATION_RATE\) is not known by kind of programme for years\. Ask by QUARTER\./,
    ],
    [
      `measures: [ADAPTATION_RATE], filter: {learnerGroups: [RETIRED]}, ${quarter}`,
      /\(ADAPTATION_RATE\) is not known by learner group for quarters\. Ask for it in total\./,
    ],
    [
      `${rate}, groupBy: [LEARNER_GROUP], from: "2025-01", to: "2025-01", grain: MONTH`,
      /not known by learner group for months\. Ask by QUARTER\./,
    ],
    [`measures: [RESPONSIVENESS], groupBy: [LEARNER_GROUP], ${quarter}`, /not known by learner group/],
    [`measures: [REPORTING_RATE], groupBy: [LEARNER_GROUP], ${quarter}`, /in total only/],
    [
      `measures: [BUDGET_PER_HEAD], ${quarter}`,
      /\(BUDGET_PER_HEAD\) is known by year only, not by quarter\. Ask by YEAR/,
    ],
    [`${rate}, from: "2025-02", to: "2025-03", grain: QUARTER`, /one whole quarter/],
    [`${rate}, from: "2025-03", to: "2025-01", grain: MONTH`, /`to` not before `from`/],
    [`${rate}, from: "2015-01", to: "2025-01", grain: MONTH`, /at most 60 periods/],
    [
      `${rate}, from: "9999-01", to: "9999-12", grain: QUARTER`,
      /`from` to be from 1900-01 to 2999-12, but got 9999-01/,
    ],
    [`${rate}, from: "0001-01", to: "0001-01", grain: MONTH`, /`from` to be from 1900-01 to 2999-12, but got 0001-01/],
    [`${rate}, from: "2999-01", to: "9999-12", grain: YEAR`, /`to` to be from 1900-01 to 2999-12, but got 9999-12/],
    [`measures: [], ${quarter}`, /`measures` to have 1 to 20/],
    [`measures: [ATTENDANCES, ATTENDANCES], ${quarter}`, /once, but got ATTENDANCES twice/],
    [`${rate}, first: 501, ${quarter}`, /1 to 500/],
    [`${rate}, after: "nonsense", ${quarter}`, /`endCursor` of a page of this question/],
    [`${rate}, orderBy: [{}], ${quarter}`, /a measure or a dimension/],
    [`${rate}, orderBy: [{measure: ATTENDANCES}], ${quarter}`, /\(ATTENDANCES\) is not among them/],
    [`${rate}, orderBy: [{dimension: STREET}], ${quarter}`, /STREET is not among them/],
    [`${rate}, having: [{measure: ATTENDANCES, op: LT, value: 1}], ${quarter}`, /\(ATTENDANCES\) is not among them/],
    [`${rate}, filter: {boroughs: []}, ${quarter}`, /`filter.boroughs` to have 1 to 500/],
  ])('%s', async (query, message) => {
    const { data, errors } = await hub.ask(`{ measures(within: "${city}", query: {${query}}) { totalCount } }`)
    expect(data).toEqual({ measures: null })
    expect(errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message), path: 'measures' }])
    expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
    expect(hub.statements.count).toBe(0)
  })

  test.each([
    ['boroughs: ["110101000000"]', /boroughs within 310000000000, but 110101000000 lies elsewhere/],
    ['boroughs: ["310101001000"]', /boroughs such as 310101000000, but 310101001000 is that of a street/],
    ['boroughs: ["310000000000"]', /boroughs such as 310101000000, but 310000000000 is that of a city/],
    ['streets: ["310101000000"]', /streets such as 310101002000, but 310101000000 is that of a borough/],
    [`streets: ["${a}"]`, /streets such as 310101002000, but 310101001001 is that of a community/],
    ['communities: ["310101001000"]', /communities such as 310101002001, but 310101001000 is that of a street/],
    [`communities: ["${a}", "441900003001"]`, /communities within 310000000000, but 441900003001 lies elsewhere/],
  ])('a filter of %s', async (filter, message) => {
    const { errors } = await hub.ask(
      `{ measures(within: "${city}", query: {measures: [ATTENDANCES], filter: {${filter}}, ${quarter}}) { totalCount } }`,
    )
    expect(errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message), path: 'measures' }])
    expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
    expect(hub.statements.count).toBe(0)
  })

  test.each([
    [`boroughs: ["310101000000", "310199000000"]`, /boroughs on this hub, but found no 310199000000/],
    [`streets: ["310101001000", "310101099000"]`, /streets on this hub, but found no 310101099000/],
    [`communities: ["${a}", "310101001999"]`, /communities on this hub, but found no 310101001999/],
  ])('a filter with an area that nobody knows: %s', async (filter, message) => {
    const { errors } = await hub.ask(
      `{ measures(within: "${city}", query: {measures: [ATTENDANCES], filter: {${filter}}, ${quarter}}) { totalCount } }`,
    )
    expect(errors).toEqual([{ code: 'NOT_FOUND', message: expect.stringMatching(message), path: 'measures' }])
    expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
    expect(hub.statements.count).toBe(1)
  })

  test('a division that is not on this hub', async () => {
    const { errors } = await hub.ask(
      `{ measures(within: "110000000000", query: {${rate}, ${quarter}}) { totalCount } }`,
    )
    expect(errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })])
  })
})

test('definitions tell what a measure is made of, how it adds up and what it is asked to reach', async () => {
  const { data, errors } = await hub.ask(
    `{ measureDefinitions(measures: [PARTICIPATION_RATE, SATISFACTION, BUDGET_PER_HEAD]) { measure scale unit threshold thresholdSource
      numerator { count weight dataset } denominator { count meaning } grains dimensions addsOver ofMonth: dimensions(grain: MONTH) } }`,
  )
  expect(errors).toEqual([])
  const areas = ['BOROUGH', 'STREET', 'COMMUNITY']
  expect(data).toMatchObject({
    measureDefinitions: [
      {
        measure: 'PARTICIPATION_RATE',
        scale: 100,
        unit: 'percent',
        threshold: null,
        numerator: [{ count: 'participants', weight: 1, dataset: 'PROGRAMMES' }],
        denominator: [{ count: 'residents' }],
        grains: ['MONTH', 'QUARTER', 'YEAR'],
        dimensions: [...areas, 'PERIOD', 'LEARNER_GROUP', 'PROGRAMME_KIND'],
        addsOver: [...areas, 'LEARNER_GROUP'],
        ofMonth: [...areas, 'PERIOD'],
      },
      { measure: 'SATISFACTION', threshold: 70, thresholdSource: 'Criterion for community education zones' },
      { measure: 'BUDGET_PER_HEAD', grains: ['YEAR'], dimensions: [...areas, 'PERIOD'] },
    ],
  })
  const all = await hub.ask('{ measureDefinitions { measure } }')
  expect((all.data as { measureDefinitions: unknown[] }).measureDefinitions).toHaveLength(25)
})
