import { afterAll, beforeAll, expect, test } from 'vitest'
import readWorkbook from 'read-excel-file/node'
import { withClient } from '@shequ/postgres/with-client'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { returnedByAll, tellCity } from '../helpers/tell-city.js'

let hub: TestHub
const city = '310000000000'
const huangpu = '310101000000'

beforeAll(async () => {
  hub = await startHub()
  await tellCity(hub.databases, [
    returned({ division: huangpu, period: '2025-Q1', kind: 'SUM', cells: { 'ALL ALL': { attendances: 1234 } } }),
    returnedByAll({ borough: huangpu, period: '2025-Q1', releasedAt: 'now' }),
  ])
  await withClient(hub.databases.community.ownerUrl, async (client) => {
    await client.query('delete from measure_return; delete from cell')
    const cells = { 'ALL ALL': { participants: 100 } }
    await client.query(returned({ division: '310101002001', period: '2025-Q1', cells }))
  })
}, 180_000)
afterAll(() => hub.close())

const least = `within=${city}&measures=ATTENDANCES&from=2025-01&to=2025-03&grain=QUARTER`
const get = (path: string, token?: string) =>
  fetch(`${hub.url}${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })

test('a question is a file of lines, with names, statuses, coverage and definitions', async () => {
  const response = await get(`/measures.csv?${least}&groupBy=BOROUGH&bom=true`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.toString('utf8').slice(1).split('\r\n')
  expect(lines).toHaveLength(18)
  const named = lines.map((line) => line.split(','))
  const first = Object.fromEntries((named[0] ?? []).map((name, index) => [name, named[1]?.[index]]))
  expect(first).toMatchObject({
    borough_code: huangpu,
    borough: '黄浦区',
    period: '2025-Q1',
    measure: 'ATTENDANCES',
    unit: 'person-times',
    status: 'VALUE',
    value: '1234',
    returns_expected: '170',
    returns_reported: '170',
    definition: 'Attendances of everybody at sessions in the period: who comes to ten sessions counts ten times.',
  })
  expect(lines[2]).toContain('310104000000,徐汇区')
  expect(lines[2]).toContain(',NOT_REPORTED,,,')
})

test.each([
  [city, '310000000000,上海市,,,,,,,'],
  [huangpu, '310000000000,上海市,310101000000,黄浦区,,,,,'],
  ['310101002000', '310000000000,上海市,310101000000,黄浦区,310101002000,南京东路街道,,,'],
  ['310101002001', '310000000000,上海市,310101000000,黄浦区,310101002000,南京东路街道,310101002001,云南中路居委会,'],
])('a file of what lies in %s says so in each line and in its name', async (within, areas) => {
  const response = await get(
    `/measures.csv?${least.replace(city, within)}&learnerGroups=RETIRED&programmeKinds=COURSE,WORKSHOP&having=ATTENDANCES:GTE:0`,
    await hub.token('planner', city),
  )
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="measures-${within}-2025-01-2025-03.csv"`,
  )
  const [names, line] = (await response.text()).split('\r\n')
  expect(names).toMatch(
    /^city_code,city,borough_code.*,area_group,period,learner_group,programme_kind,filter,undecided,measure,/,
  )
  const filter = '"learnerGroups=RETIRED&programmeKinds=COURSE,WORKSHOP&having=ATTENDANCES:GTE:0"'
  expect(line).toMatch(new RegExp(`^${areas},2025-Q1,RETIRED,,${filter},0,ATTENDANCES,`))
})

test('a file of groups of areas names them', async () => {
  const response = await get(
    `/measures.csv?${least}&groupBy=AREA_GROUP&areaGroup=Inner,%20old:${huangpu},310104000000&areaGroup=Street:310101002000`,
    await hub.token('planner', city),
  )
  const [names = '', ...lines] = (await response.text()).trimEnd().split('\r\n')
  expect(names).toContain(',community,area_group,period,')
  expect(lines).toEqual([
    expect.stringMatching(/^310000000000,上海市,,,,,,,"Inner, old",2025-Q1,.*,PARTIAL,1234,1234,1234,/),
    expect.stringMatching(/^310000000000,上海市,,,,,,,Street,2025-Q1,/),
  ])
})

test('communities come over several pages, as whoever asks reads them', async () => {
  const read = async (token?: string) => {
    const response = await get(
      `/measures.json?${least}&groupBy=COMMUNITY&boroughs=${huangpu},310104000000,310105000000`,
      token,
    )
    return (await response.json()) as {
      totalCount: number
      definitions: { measure: string }[]
      rows: { community: { code: string; name: string }; cells: { status: string }[] }[]
    }
  }
  const { rows, totalCount, definitions } = await read(await hub.token('planner', city))
  expect(definitions.map(({ measure }) => measure)).toEqual(['ATTENDANCES'])
  expect(totalCount).toBeGreaterThan(500)
  expect(new Set(rows.map(({ community }) => community.code)).size).toBe(totalCount)
  expect(rows[0]).toMatchObject({ community: { name: '云南中路居委会' }, cells: [{ status: 'ZERO' }] })
  expect((await read()).rows[0]).toMatchObject({ cells: [{ status: 'WITHHELD' }] })
})

test('a file of the first rows has no more of them, also over several pages', async () => {
  const countOf = async (more: string) => {
    const response = await get(
      `/measures.csv?${least}&groupBy=COMMUNITY&boroughs=${huangpu},310104000000,310105000000${more}`,
    )
    return (await response.text()).trimEnd().split('\r\n').length - 1
  }
  const all = await countOf('')
  expect(all).toBeGreaterThan(501)
  expect(await Promise.all([countOf('&rows=10'), countOf('&rows=501'), countOf('&rows=9000')])).toEqual([10, 501, all])
})

test('what is wrong is told as the graph tells it', async () => {
  const told = async (path: string, token?: string) => {
    const response = await get(path, token)
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] }
    return [response.status, errors[0]?.extensions.code, errors[0]?.message]
  }
  expect(await told('/measures.csv')).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('`within` once')])
  expect(await told(`/measures.csv?${least.replace('QUARTER', 'WEEK')}`)).toEqual([
    400,
    'BAD_USER_INPUT',
    expect.stringContaining('WEEK'),
  ])
  expect(
    await told(`/measures.json?${least.replace('2025-03', '2025-06').replace('ATTENDANCES', 'PARTICIPATION_RATE')}`),
  ).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('own row (PERIOD)')])
  expect(await told(`/measures.csv?${least}`, 'no.good.token')).toEqual([401, 'UNAUTHENTICATED', expect.any(String)])
  const twoYears = least.replace('2025-01', '2024-01').replace('2025-03', '2025-12')
  expect(await told(`/measures.csv?${twoYears}&groupBy=COMMUNITY,PERIOD`)).toEqual([
    400,
    'BAD_USER_INPUT',
    expect.stringContaining('at most 50000 rows, but the question has 52072'),
  ])
})

test('the start page’s links to exports are good', async () => {
  const page = await (await get('/about')).text()
  const links = [...page.matchAll(/href="(\/measures\.[^"]+)"/g)].map(
    ([, link]) => link?.replaceAll('&amp;', '&') ?? '',
  )
  expect(links).toHaveLength(3)
  for (const link of links) {
    const response = await get(link)
    expect([link, response.status, (await response.text()).length > 100]).toEqual([link, 200, true])
  }
})

test('a community’s answer divides by the residents that its borough tells', async () => {
  const { data, errors } = await hub.ask<{
    community: { residents: number; measures: { rows: { cells: { value: number; denominator: number }[] }[] } }
  }>(
    `{ community(code: "310101002001") { residents measures(query: {measures: [PARTICIPATION_RATE], from: "2025-01", to: "2025-03", grain: QUARTER}) {
      rows { cells { status value denominator } } } } }`,
  )
  expect(errors).toBeUndefined()
  const { residents, measures } = data.community
  expect(measures.rows).toEqual([{ cells: [{ status: 'VALUE', value: 10_000 / residents, denominator: residents }] }])
})

test('a question is a workbook, in which numbers are numbers and codes and periods are text', async () => {
  const response = await get(`/measures.xlsx?${least}&groupBy=BOROUGH,PERIOD`)
  expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    `attachment; filename="measures-${city}-2025-01-2025-03.xlsx"`,
  ])
  const sheets = await readWorkbook(Buffer.from(await response.arrayBuffer()))
  const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? []
  const [names = [], ...rows] = rowsOf('measures')
  expect(rows).toHaveLength(16)
  expect(Object.fromEntries(names.map((name, index) => [name, rows[0]?.[index]]))).toMatchObject({
    city_code: city,
    borough_code: huangpu,
    borough: '黄浦区',
    period: '2025-Q1',
    measure: 'ATTENDANCES',
    status: 'VALUE',
    value: 1234,
    low: 1234,
    growth: null,
    returns_expected: 170,
  })
  expect(rowsOf('definitions')[1]).toEqual(
    expect.arrayContaining([
      'ATTENDANCES',
      'Attendances of everybody at sessions in the period: who comes to ten sessions counts ten times.',
    ]),
  )
  expect(rowsOf('question')).toEqual(
    expect.arrayContaining([
      ['within', city],
      ['groupBy', 'BOROUGH,PERIOD'],
      ['from', '2025-01'],
    ]),
  )
})

test('a workbook with labels tells all in words, and what its statuses mean', async () => {
  const response = await get(`/measures.xlsx?${least}&groupBy=BOROUGH,PERIOD&columns=PERIOD&labels=zh`)
  const sheets = await readWorkbook(Buffer.from(await response.arrayBuffer()))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['数据', '指标解释', '上报情况', '查询条件', '状态说明'])
  const [figures, definitions, , question, statuses] = sheets.map(({ data }) => data)
  const [heads = [], ...rows] = figures ?? []
  const huangpuRow = Object.fromEntries(heads.map((head, index) => [head, rows[0]?.[index]]))
  expect(huangpuRow).toMatchObject({
    区: '黄浦区',
    指标: '参加人次',
    单位: '人次',
    '2025-Q1': 1234,
    '2025-Q1 数据状态': '确切数',
  })
  expect(definitions?.[1]?.slice(0, 2)).toEqual(['参加人次', '人次'])
  expect(question).toContainEqual(['分组', '区、报告期'])
  expect(statuses?.map(([status]) => status)).toContain('待汇总')
})

test('a CSV for spreadsheets keeps its codes and periods as text', async () => {
  const response = await get(`/measures.csv?${least}&groupBy=BOROUGH,PERIOD&spreadsheet=true`)
  const text = await response.text()
  const [, line = ''] = text.split('\r\n')
  expect(line).toContain(`"=""${huangpu}""",黄浦区,`)
  expect(line).toContain('"=""2025-Q1"""')
  expect(line).toContain(',1234,')
})

test('a workbook of more rows than it takes is refused, and says what to ask for', async () => {
  const response = await get(
    `/measures.xlsx?within=${city}&measures=ATTENDANCES&from=2024-01&to=2024-12&grain=QUARTER&groupBy=COMMUNITY,PERIOD`,
    await hub.token('planner', city),
  )
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    errors: [
      { message: expect.stringMatching(/^Expected at most 10000 rows, but the question has \d+\. Ask for a borough/) },
    ],
  })
})

test('an export that everybody may read is sent once, until it changes', async () => {
  const path = `/measures.csv?${least}&groupBy=BOROUGH`
  const first = await get(path)
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
  const named = (given: string, at = path) => fetch(`${hub.url}${at}`, { headers: { 'if-none-match': given } })
  const again = await named(tag)
  expect([again.status, await again.text()]).toEqual([304, ''])
  const other = await named(tag, path.replace('ATTENDANCES', 'PARTICIPATION_RATE'))
  expect([other.status, other.headers.get('etag') === tag]).toEqual([200, false])
  expect((await get(path, await hub.token('planner', city))).headers.get('etag')).toBeNull()
})
