import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellsNextStep } from '@shequ/subgraph/testing/next-step'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from '../database/open-database.js'
import { areas, city, communities } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
const [a, b, c, d, e] = communities
const [first, second] = ['310101000000', '310104000000']
const street = '310101001000'
const dongguan = '441900000000'
const [langfang, hengshui] = ['131000000000', '131100000000']
const planner = { ...officeOf('city', city), role: 'planner' as const }
const all = (participants: number) => ({ 'ALL ALL': { participants, attendances: participants * 10 } })
const hiding = { hidden: { 0: everyCell, 2: everyCell }, high: { 0: 10, 2: 50 } }

beforeAll(async () => {
  hub = await openCitySubgraph()
  await hub.sql(
    [
      areas,
      `insert into area values ('441900003001', '441900003000', '${dongguan}', '${dongguan}', 'RESIDENTS', 500, 90)`,
      returned({ division: a, period: '2025-Q1', cells: all(40) }),
      returned({ division: b, period: '2025-Q1', levels: 'CITY', cells: all(30) }),
      returned({ division: c, period: '2025-Q1', ...hiding }),
      returned({ division: d, period: '2025-Q1', cells: all(20) }),
      returned({ division: e, period: '2025-Q1', levels: 'PRIVATE' }),
      returned({ division: a, period: '2025-Q2', cells: all(50) }),
      returned({ division: '441900003001', period: '2025-Q1', levels: 'CITY', cells: all(7) }),
      `insert into target (city_code, year, measure, value) values ('${dongguan}', 2025, 'PARTICIPATION_RATE', 1)`,
      `insert into city (code, name, code_list_id) select code, name, (select code_list_id from city limit 1)
        from (values ('${langfang}', 'Langfang'), ('${hengshui}', 'Hengshui')) as cities (code, name)`,
      `insert into area values ('131003001001', '131003001000', '131003000000', '${langfang}', 'RESIDENTS', 500, 90),
        ('131102001001', '131102001000', '131102000000', '${hengshui}', 'RESIDENTS', 500, 90)`,
      returned({ division: '131003001001', period: '2025', cells: all(40) }),
      returned({ division: '131102001001', period: '2025', cells: all(40) }),
      `insert into target (city_code, year, measure, value) values
        ('${langfang}', 2025, 'ATTENDANCES', 500), ('${hengshui}', 2025, 'ATTENDANCES', 300)`,
    ].join(';\n'),
  )
})
afterAll(() => hub.close())

const quarter = 'from: "2025-01", to: "2025-03", grain: QUARTER'
const figure =
  'cells { status value low high numerator denominator coverage { expected reported withheld missing residents residentsReported asOf } } coverage { expected reported }'
const asked = (query: string, fields: string, beside = '') =>
  `{ measures(within: "${city}"${beside}, query: {${query}}) { ${fields} } }`

interface Table {
  rows: { areaGroup?: string; areaCode?: string; cells: { low: number; high: number; value: number | null }[] }[]
  totals: unknown[]
}

async function ask(query: string, fields: string, beside = '', viewer = planner): Promise<Table> {
  const { data, errors } = await hub.ask(asked(query, fields, beside), {}, viewer)
  expect(errors).toEqual([])
  return (data as { measures: Table }).measures
}

const group = (name: string, ...codes: readonly string[]) =>
  `{name: "${name}", codes: [${codes.map((code) => `"${code}"`).join(', ')}]}`

describe('a group of areas', () => {
  const measures = 'measures: [PARTICIPATION_RATE, ATTENDANCES, OLDER_PARTICIPATION_RATE, REPORTING_RATE]'

  test.each([
    ['BOROUGH', first],
    ['BOROUGH', second],
    ['STREET', street],
    ['COMMUNITY', a],
    ['COMMUNITY', c],
  ])('of a single one is what rows by %s say of %s', async (level, code) => {
    const grouped = await ask(
      `${measures}, groupBy: [AREA_GROUP, PERIOD], areaGroups: [${group('Mine', code)}], ${quarter}`,
      `rows { ${figure} } totals { ${figure} }`,
    )
    const rows = await ask(
      `${measures}, groupBy: [${level}, PERIOD], filter: {communityKinds: [RESIDENTS, VILLAGE, OTHER]}, ${quarter}`,
      `rows { areaCode ${figure} }`,
    )
    const own = rows.rows.flatMap(({ areaCode, ...row }) => (areaCode === code ? [row] : []))
    expect(own).toHaveLength(1)
    expect(grouped).toEqual({ rows: own, totals: own })
  })

  test('has the figures of its areas added up, whatever their levels, with bounds where some hide', async () => {
    const rows = await ask(
      `${measures}, groupBy: [AREA_GROUP, PERIOD], areaGroups: [${group('New towns', street, second)}, ${group('Old town', c, street)}], ${quarter}`,
      'rows { areaGroup areaCode borough { code } period cells { status low high denominator } }',
    )
    expect(rows.rows).toMatchObject([
      {
        areaGroup: 'New towns',
        areaCode: null,
        borough: null,
        period: '2025-Q1',
        // 40, 30 and 20 of a, b and d; e withholds, and f has not reported.
        cells: [
          { status: 'PARTIAL', low: 3, high: 3, denominator: 3000 },
          { low: 900, high: 900 },
          {},
          { status: 'VALUE', low: 80, high: 80 },
        ],
      },
      {
        areaGroup: 'Old town',
        cells: [
          { status: 'SUPPRESSED', low: 70 / 30, high: 80 / 30, denominator: 3000 },
          { status: 'SUPPRESSED', low: 700, high: 750 },
          {},
          { low: 100 },
        ],
      },
    ])
  })

  test('counts an area of two groups once in the totals', async () => {
    const { totals } = await ask(
      `${measures}, groupBy: [AREA_GROUP], areaGroups: [${group('All', first)}, ${group('Part', street, d)}], ${quarter}`,
      'rows { areaGroup } totals { cells { low high } coverage { expected } }',
    )
    const apart = await ask(
      `${measures}, filter: {communities: [${[a, b, c, d].map((code) => `"${code}"`).join(', ')}]}, ${quarter}`,
      'rows { areaGroup } totals { cells { low high } coverage { expected } }',
    )
    expect(totals).toEqual(apart.totals)
  })

  test('can be ordered by its value, its name’s place and its growth, page by page', async () => {
    const by = (order: string) =>
      `measures: [ATTENDANCES], groupBy: [AREA_GROUP, PERIOD], areaGroups: [${group('x', second)}, ${group('y', a)}, ${group('z', b)}], from: "2025-01", to: "2025-06", grain: QUARTER, ${order}`
    const names = async (order: string) =>
      (await ask(by(order), 'rows { areaGroup }')).rows.map(({ areaGroup }) => areaGroup)
    expect(await names('orderBy: [{dimension: AREA_GROUP, direction: DESC}]')).toEqual(['z', 'z', 'y', 'y', 'x', 'x'])
    expect(await names('orderBy: [{measure: ATTENDANCES, direction: DESC}], first: 4')).toEqual(['y', 'y', 'z', 'x'])
    expect(await names('orderBy: [{measure: ATTENDANCES, by: GROWTH, direction: DESC}], first: 1')).toEqual(['y'])
  })

  const rate = 'measures: [PARTICIPATION_RATE], groupBy: [AREA_GROUP]'
  test.each([
    [`${rate}, ${quarter}`, /`areaGroups` for rows by AREA_GROUP, but got none/],
    [`measures: [ATTENDANCES], areaGroups: [${group('x', first)}], ${quarter}`, /Add AREA_GROUP to `groupBy`/],
    [
      `measures: [ATTENDANCES], groupBy: [AREA_GROUP, BOROUGH], areaGroups: [${group('x', first)}], ${quarter}`,
      /no other areas beside AREA_GROUP, but got BOROUGH/,
    ],
    [
      `${rate}, areaGroups: [${group('x', first)}], filter: {boroughs: ["${first}"]}, ${quarter}`,
      /already say which areas\. Leave out `filter\.boroughs`/,
    ],
    [
      `${rate}, areaGroups: [${group('x', first, street)}], ${quarter}`,
      /In the group "x" an area is there twice or lies in another \(310101001000\)/,
    ],
    [
      `${rate}, areaGroups: [${group('x', a, a)}], ${quarter}`,
      /In the group "x" an area is there twice or lies in another \(310101001001\)/,
    ],
    [`${rate}, areaGroups: [${group('x', a)}, ${group('x', b)}], ${quarter}`, /a name of its own, but got "x" twice/],
    [`${rate}, areaGroups: [${group(' ', a)}], ${quarter}`, /names of 1 to 100 characters/],
    [`${rate}, areaGroups: [${group('x')}], ${quarter}`, /The group "x" has no area\. Choose one/],
    [
      `${rate}, areaGroups: [${group('x', city)}], ${quarter}`,
      /boroughs, streets and communities in the group "x", but 310000000000 is none/,
    ],
    [
      `${rate}, areaGroups: [${group('x', '441900003000')}], ${quarter}`,
      /within 310000000000, but 441900003000 lies elsewhere/,
    ],
    [`measures: [ATTENDANCES], groupBy: [CITY], ${quarter}`, /Expected `beside` for rows by CITY/],
  ])('is refused in %s', async (query, message) => {
    const { errors } = await hub.ask(asked(query, 'totalCount'), {}, planner)
    expect(errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message), path: 'measures' }])
    expect([errors[0]?.message, tellsNextStep(errors[0]?.message)]).toEqual([errors[0]?.message, true])
  })

  test('with an area that nobody knows is not found', async () => {
    const { errors } = await hub.ask(
      asked(`${rate}, areaGroups: [${group('x', first, '310199000000')}], ${quarter}`, 'totalCount'),
      {},
      planner,
    )
    expect(errors).toEqual([
      {
        code: 'NOT_FOUND',
        message: expect.stringMatching(/`areaGroups` to have codes of boroughs .* no 310199000000/),
        path: 'measures',
      },
    ])
  })
})

describe('cities side by side', () => {
  const beside = `, beside: ["${dongguan}"]`
  const cells = 'city { code name } areaCode cells { status value low high } coverage { expected reported }'

  test('have a row each, in one table and one order, each as whoever asks may read it', async () => {
    const query = `measures: [PARTICIPATION_RATE], groupBy: [CITY, PERIOD], ${quarter}, orderBy: [{measure: PARTICIPATION_RATE, direction: DESC}]`
    const { rows, totals } = await ask(
      query,
      `rows { ${cells} } totals { city { code } cells { low high } coverage { expected } }`,
      beside,
    )
    expect(rows.toReversed()).toEqual([
      {
        city: { code: dongguan, name: 'Dongguan' },
        areaCode: dongguan,
        // Its only community shares with its own city alone.
        cells: [{ status: 'WITHHELD', value: null, low: null, high: null }],
        coverage: { expected: 1, reported: 0 },
      },
      {
        city: { code: city, name: 'Shanghai' },
        areaCode: city,
        cells: [{ status: 'SUPPRESSED', value: null, low: 2.25, high: 2.5 }],
        coverage: { expected: 6, reported: 4 },
      },
    ])
    expect(totals).toEqual([{ city: null, cells: [{ low: 2.25, high: 2.5 }], coverage: { expected: 7 } }])
  })

  test('say of each what its own question says, also by borough', async () => {
    const query = (groupBy: string) =>
      `measures: [ATTENDANCES, REPORTING_RATE], groupBy: [${groupBy}PERIOD], ${quarter}`
    const both = await ask(query('BOROUGH, '), `rows { areaCode cells { low high status } }`, beside)
    const alone = await Promise.all(
      [city, dongguan].map(async (code) => {
        const { data } = await hub.ask(
          `{ measures(within: "${code}", query: {${query('BOROUGH, ')}}) { rows { areaCode cells { low high status } } } }`,
          {},
          planner,
        )
        return (data as { measures: Table }).measures.rows
      }),
    )
    expect(both.rows).toEqual(alone.flat())
  })

  test('are compared each with its own target', async () => {
    const year = 'from: "2025-01", to: "2025-12", grain: YEAR'
    const shares = await ask(
      `measures: [DESIGNATION_SHARE], groupBy: [CITY], ${year}, having: [{measure: DESIGNATION_SHARE, op: GTE, value: 0}], orderBy: [{dimension: CITY, direction: DESC}]`,
      'rows { areaCode cells { value } }',
      beside,
    )
    expect(shares.rows.map(({ areaCode }) => areaCode)).toEqual([dongguan, city])
    const { data } = await hub.ask(
      asked(
        `measures: [PARTICIPATION_RATE], groupBy: [CITY], ${year}, having: [{measure: PARTICIPATION_RATE, op: LT, than: TARGET}]`,
        'totalCount undecided',
        beside,
      ),
      {},
      planner,
    )
    expect(data).toEqual({ measures: { totalCount: 0, undecided: 2 } })
  })

  test('are compared each with its own target where the digits of one end in 0 and the next code is the other', async () => {
    const { data, errors } = await hub.ask(
      `{ measures(within: "${langfang}", beside: ["${hengshui}"], query: {measures: [ATTENDANCES], groupBy: [CITY],
        from: "2025-01", to: "2025-12", grain: YEAR, having: [{measure: ATTENDANCES, op: GTE, than: TARGET}]}) {
        rows { areaCode cells { value } } undecided } }`,
      {},
      planner,
    )
    expect(errors).toEqual([])
    expect(data).toEqual({ measures: { rows: [{ areaCode: hengshui, cells: [{ value: 400 }] }], undecided: 0 } })
  })

  test('may have groups of areas across them', async () => {
    const { rows } = await ask(
      `measures: [ATTENDANCES], groupBy: [AREA_GROUP], areaGroups: [${group('Both', first, '441900003000')}], ${quarter}`,
      'rows { areaGroup cells { low high coverage { expected withheld } } }',
      beside,
    )
    expect(rows).toEqual([
      { areaGroup: 'Both', cells: [{ low: 700, high: 750, coverage: { expected: 4, withheld: 1 } }] },
    ])
  })

  test.each([
    [', beside: ["310101000000"]', /cities in `within` and `beside`, but 310101000000 is none/],
    [`, beside: ["${city}"]`, /each city once, but got 310000000000 twice/],
    [', beside: ["110000000000"]', /no city 110000000000/],
  ])('%s is refused', async (cities, message) => {
    const { errors } = await hub.ask(
      asked(`measures: [ATTENDANCES], groupBy: [CITY], ${quarter}`, 'totalCount', cities),
      {},
      planner,
    )
    expect(errors).toMatchObject([{ message: expect.stringMatching(message) }])
  })
})
