import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read, utils } from '@e965/xlsx'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import Papa from 'papaparse'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { returnedByAll, tellCity } from '../helpers/tell-city.js'

let hub: TestHub
const city = '310000000000'
const [huangpu, xuhui] = ['310101000000', '310104000000']

beforeAll(async () => {
  hub = await startHub()
  const sum = (attendances: number) => ({ 'ALL ALL': { attendances } })
  const told = [
    ['2025-01', huangpu, 1200],
    ['2025-02', huangpu, 1300],
    ['2025-01', xuhui, 900],
  ] as const
  const releasedAt = '2025-04-05'
  await tellCity(hub.databases, [
    ...told.flatMap(([period, borough, attendances]) => [
      returned({ division: borough, period, kind: 'SUM', cells: sum(attendances) }),
      returnedByAll({ borough, period, releasedAt }),
    ]),
    returned({ division: xuhui, period: '2025-02', kind: 'SUM', hidden: { 2: everyCell }, high: { 2: 50 } }),
    returnedByAll({ borough: xuhui, period: '2025-02', releasedAt, hidden: everyCell, high: 50 }),
  ])
}, 180_000)
afterAll(() => hub.close())

const wide = `within=${city}&measures=ATTENDANCES&groupBy=BOROUGH,PERIOD&boroughs=${huangpu},${xuhui}&from=2025-01&to=2025-03&grain=MONTH&columns=PERIOD`
const get = async (path: string) => {
  const response = await fetch(`${hub.url}${path}`, {
    headers: { authorization: `Bearer ${await hub.token('planner', city)}` },
  })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

/** The first lines of a sheet as a spreadsheet has them after it opened a file: each cell in the type that it took it for. */
function opened(bytes: Buffer, sheet = 0): { names: unknown[]; rows: Record<string, unknown>[] } {
  const book = read(bytes, { cellDates: true })
  const found = book.Sheets[book.SheetNames[sheet] ?? '']
  if (found === undefined) throw new Error('Expected a sheet.')
  const [names = [], ...rows] = utils.sheet_to_json<unknown[]>(found, { header: 1, raw: true, defval: null })
  return { names, rows: rows.map((row) => Object.fromEntries(names.map((name, index) => [String(name), row[index]]))) }
}

const acrossHuangpu = {
  '2025-01': 1200,
  '2025-02': 1300,
  '2025-03': null,
  '2025-03 status': 'NOT_REPORTED',
  '2025-02 low': 1300,
}
const acrossXuhui = {
  '2025-01': 900,
  '2025-02': null,
  '2025-02 status': 'SUPPRESSED',
  '2025-02 low': 0,
  '2025-02 high': 50,
}

describe('a table with periods across', () => {
  test('is a workbook that a chart can be drawn of: boroughs down, months side by side, each cell in its type', async () => {
    const { names, rows } = opened(await get(`/measures.xlsx?${wide}`))
    const first = names.indexOf('2025-01')
    expect(names.slice(first, first + 4)).toEqual(['2025-01', '2025-02', '2025-03', '2025-01 status'])
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      borough_code: huangpu,
      borough: '黄浦区',
      measure: 'ATTENDANCES',
      ...acrossHuangpu,
    })
    expect(rows[1]).toMatchObject({ borough_code: xuhui, ...acrossXuhui })
  })

  test('is a CSV that a spreadsheet opens right: names of months and codes are text, figures are numbers', async () => {
    const { names, rows } = opened(await get(`/measures.csv?${wide}&spreadsheet=true`))
    expect(names).toContain('2025-02')
    expect(rows[0]).toMatchObject({ city_code: city, borough_code: huangpu, borough: '黄浦区', ...acrossHuangpu })
    expect(rows[1]).toMatchObject({ borough_code: xuhui, ...acrossXuhui })
  })

  test('is a CSV that a program reads as it is', async () => {
    const text = (await get(`/measures.csv?${wide}`)).toString('utf8')
    const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
    expect(errors).toEqual([])
    expect(data.map((row) => [row['borough_code'], row['2025-01'], row['2025-02'], row['2025-02 status']])).toEqual([
      [huangpu, '1200', '1300', 'VALUE'],
      [xuhui, '900', '', 'SUPPRESSED'],
    ])
  })

  test('lines up the periods of rows that stand in another order, on several pages', async () => {
    const of = (more: string) =>
      `within=${city}&measures=ATTENDANCES,REPORTING_RATE&groupBy=COMMUNITY,PERIOD&boroughs=${huangpu}&from=2025-01&to=2025-02&grain=MONTH&orderBy=PERIOD${more}`
    const { rows } = opened(await get(`/measures.xlsx?${of('&columns=PERIOD')}`))
    const long = opened(await get(`/measures.xlsx?${of('')}`)).rows
    expect(long.length).toBe(rows.length * 2)
    expect(rows.length).toBeGreaterThan(300)
    for (const row of rows) {
      const own = long.filter(
        (line) => line['community_code'] === row['community_code'] && line['measure'] === row['measure'],
      )
      expect(own.map(({ period, status, value }) => [status, value, period])).toEqual(
        ['2025-01', '2025-02'].map((period) => [row[`${period} status`], row[period], period]),
      )
    }
  })
})

test('a workbook has its names frozen, its columns filtered, and sheets of definitions, coverage and question', async () => {
  const bytes = await get(`/measures.xlsx?${wide}`)
  const book = read(bytes, { bookFiles: true }) as ReturnType<typeof read> & {
    files: Record<string, { content: Uint8Array }>
  }
  expect(book.SheetNames).toEqual(['measures', 'definitions', 'coverage', 'question'])
  const [sheet] = book.SheetNames.map((name) => book.Sheets[name])
  expect(sheet?.['!autofilter']).toEqual({ ref: sheet?.['!ref'] })
  const xml = Buffer.from(book.files['xl/worksheets/sheet1.xml']?.content ?? []).toString('utf8')
  const workbook = Buffer.from(book.files['xl/workbook.xml']?.content ?? []).toString('utf8')
  expect(workbook.match(/<definedNames/g)).toHaveLength(1)
  const filtered = book.SheetNames.map((name) => {
    const [first, last] = (book.Sheets[name]?.['!ref'] ?? '').split(':')
    return `>${name}!${[first, last].map((cell) => cell?.replace(/^([A-Z]+)/, '$$$1$$')).join(':')}<`
  })
  for (const range of filtered) expect(workbook).toContain(range)
  expect(xml).toMatch(/<pane ySplit="1"[^>]* state="frozen"\/>/)
  const coverage = opened(bytes, 2).rows
  expect(coverage).toHaveLength(3)
  expect(coverage[1]).toMatchObject({
    period: '2025-02',
    measure: 'ATTENDANCES',
    status: 'SUPPRESSED',
    returns_missing: 0,
  })
  expect(Number(coverage[1]?.['returns_reported'])).toBeGreaterThan(300)
  expect(opened(bytes, 3).rows).toEqual(expect.arrayContaining([{ parameter: 'columns', value: 'PERIOD' }]))
})

test('the name of a group can’t be a formula, in any file', async () => {
  const of = `within=${city}&measures=ATTENDANCES&groupBy=AREA_GROUP&areaGroup==HYPERLINK(1):${huangpu}&areaGroup=@b:${xuhui}&from=2025-01&to=2025-01&grain=MONTH`
  const formulas = (bytes: Buffer) => {
    const { Sheets, SheetNames } = read(bytes)
    const cells = Object.entries(Sheets[SheetNames[0] ?? ''] ?? {}).filter(([name]) => !name.startsWith('!'))
    return cells.flatMap(([, cell]) => (cell as { f?: string }).f ?? [])
  }
  for (const file of ['csv', 'xlsx']) {
    const bytes = await get(`/measures.${file}?${of}`)
    expect(formulas(bytes)).toEqual([])
    expect(opened(bytes).rows.map((row) => row['area_group'])).toEqual(
      file === 'csv' ? ["'=HYPERLINK(1)", "'@b"] : ['=HYPERLINK(1)', '@b'],
    )
  }
})
