import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import Papa from 'papaparse'
import { beijing, loadBeijing } from '../helpers/load-beijing.js'
import { activeBoroughs } from '../helpers/load-returned-city.js'
import { readPage } from '../helpers/pages.js'
import { examplesOf } from '../helpers/readme-examples.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const shanghai = '310000000000'
const page = await readPage('schema/planner-questions.md')

let hub: TestHub
let token: string
beforeAll(async () => {
  hub = await startReturnedHub()
  token = await hub.token('planner', shanghai)
  await loadBeijing(hub)
}, 600_000)
afterAll(() => hub.close())

interface Figure {
  readonly measure: string
  readonly status: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly coverage: { readonly residents: number; readonly residentsReported: number }
}
interface Row {
  readonly areaCode: string | null
  readonly areaGroup: string | null
  readonly period: string | null
  readonly cells: readonly Figure[]
}
interface Table {
  readonly rows: readonly Row[]
  readonly totals: readonly Row[]
}

const fields =
  'areaCode areaGroup period cells { measure status value low high numerator denominator coverage { residents residentsReported } }'

async function ask(query: string, { within = shanghai, beside = '' } = {}): Promise<Table> {
  const { data, errors } = await hub.ask<{ measures: Table }>(
    `{ measures(within: "${within}"${beside}, query: {${query}, first: 500}) { rows { ${fields} } totals { ${fields} } } }`,
    {},
    token,
  )
  expect(errors).toBeUndefined()
  return data.measures
}

/** The bounds of a measure in some rows, added up; where nobody reported there is nothing to add. */
function together(rows: readonly Row[], measure: string): { low: number; high: number } {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.measure === measure))
  const sum = (end: 'low' | 'high') => cells.reduce((total, cell) => total + (cell[end] ?? 0), 0)
  return { low: sum('low'), high: sum('high') }
}

/** Parts add up to their whole: exactly where all is known, and within their bounds where some hides. */
function expectAddsUp(parts: readonly Row[], whole: readonly Row[], measure: string): void {
  const [added, told] = [together(parts, measure), together(whole, measure)]
  expect([measure, added.low <= told.high, told.low <= added.high]).toEqual([measure, true, true])
  const isKnown = added.low === added.high
  expect([measure, isKnown ? told : added]).toEqual([measure, added])
}

const quarter = 'from: "2025-10", to: "2025-12", grain: QUARTER'
const counted = ['SESSIONS', 'PROGRAMMES', 'PLACES', 'CENTRES', 'NEEDS', 'PROPOSALS', 'ATTENDANCES'] as const
const offers = ['SESSIONS', 'PROGRAMMES', 'PLACES', 'CENTRES', 'PROPOSALS'] as const

describe('the planner’s ten questions', () => {
  const examples = examplesOf(page)

  test('stand on the page, each with an answer', () => {
    expect([...page.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(examples).toHaveLength(9)
  })

  test.each(examples)('$name takes one request, and is answered as the page says', async ({ query, answer }) => {
    const { data, errors } = await hub.ask(query, {}, token)
    expect({ data, errors }).toEqual({ data: answer, errors: undefined })
  })

  test('the tenth is a file', async () => {
    const [, path = ''] = /```\n(\/measures\.csv.*)\n```/.exec(page) ?? []
    const [, file] = /```csv\n(.*?)```/s.exec(page) ?? []
    const get = async (name: string) => {
      const response = await fetch(hub.url + path.replace('measures.csv', `measures.${name}`), {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(response.status).toBe(200)
      return response
    }
    const text = (await (await get('csv')).text()).replaceAll('\r\n', '\n')
    expect(text).toBe(file)
    expect((await (await get('xlsx')).arrayBuffer()).byteLength).toBeGreaterThan(5_000)
    const { data: lines } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
    const { rows } = await ask(
      `measures: [SESSIONS], groupBy: [BOROUGH, PERIOD], filter: {boroughs: ["${activeBoroughs.join('", "')}"]}, from: "2025-01", to: "2025-12", grain: QUARTER`,
    )
    for (const { areaCode, period, cells } of rows) {
      const line = lines.find((found) => found['borough_code'] === areaCode)
      expect(line?.[period ?? '']).toBe(String(cells[0]?.value))
    }
  })
})

describe('figures add up', () => {
  test('of boroughs to those of the city', async () => {
    const { rows, totals } = await ask(`measures: [${counted.join(', ')}], groupBy: [BOROUGH], ${quarter}`)
    expect(rows).toHaveLength(16)
    for (const measure of counted) expectAddsUp(rows, totals, measure)
    for (const measure of offers) expect(together(totals, measure).low).toBeGreaterThan(0)
  })

  test('of months to those of their quarters, and of quarters to all of them', async () => {
    const span = 'from: "2024-01", to: "2025-12"'
    const additive = ['SESSIONS', 'NEEDS', 'PROPOSALS', 'ATTENDANCES'] as const
    const of = async (more: string) => ask(`measures: [${additive.join(', ')}], ${span}, ${more}`)
    const [months, quarters, all] = [
      await of('groupBy: [PERIOD], grain: MONTH'),
      await of('groupBy: [PERIOD], grain: QUARTER'),
      await of('grain: QUARTER'),
    ]
    expect([months.rows.length, quarters.rows.length, all.rows.length]).toEqual([24, 8, 1])
    for (const measure of additive) {
      for (const [index, row] of quarters.rows.entries()) {
        expectAddsUp(months.rows.slice(3 * index, 3 * index + 3), [row], measure)
      }
      expectAddsUp(quarters.rows, all.rows, measure)
    }
  })

  test('of rates to their counts', async () => {
    const { rows } = await ask(
      `measures: [PARTICIPATION_RATE, VOLUNTEER_HOURS_SHARE, CONSIGNED_SHARE, REPORTING_RATE, CENTRES], groupBy: [BOROUGH, PERIOD], from: "2025-01", to: "2025-12", grain: QUARTER`,
    )
    let known = 0
    for (const { cells } of rows) {
      for (const { measure, value, numerator, denominator } of cells) {
        if (value === null || numerator === null || measure === 'CENTRES') continue
        known++
        expect(value).toBeCloseTo((100 * numerator) / (denominator ?? 0), 9)
      }
      const [participation, , consigned, , centres] = cells
      // Communities that report are asked by all of them: the rate divides by their residents, the share by their centres.
      expect(participation?.denominator ?? null).toBe(participation?.coverage.residentsReported || null)
      expect(consigned?.denominator ?? null).toBe(centres?.value ?? null)
    }
    expect(known).toBeGreaterThan(30)
  })

  test('of sessions to the records of the communities', async () => {
    const { totals } = await ask(`measures: [SESSIONS], ${quarter}`)
    const { rows } = await withClient(hub.databases.community.ownerUrl, (client) =>
      client.query<{ held: number }>(
        `select count(*)::int as held from session join programme on programme.community_code = session.community_code and programme.id = session.programme_id
          where session.community_code like '31%' and session.removed_at is null and programme.removed_at is null
            and session.status = 'SCHEDULED' and programme.status = 'PUBLISHED'
            and session.starts_at >= '2025-10-01T00:00:00+08:00' and session.starts_at < '2026-01-01T00:00:00+08:00'`,
      ),
    )
    expect(together(totals, 'SESSIONS')).toEqual({ low: rows[0]?.held, high: rows[0]?.held })
  })

  test('of proposals to the records of the communities that share them with the city', async () => {
    const { totals } = await ask(`measures: [PROPOSALS], ${quarter}`)
    const { rows } = await withClient(hub.databases.community.ownerUrl, (client) =>
      client.query<{ opened: number }>(
        `select count(*)::int as opened from proposal join sharing_rule rule using (community_code)
          where community_code like '31%' and rule.dataset = 'PROPOSALS' and rule.level in ('CITY', 'PUBLIC')
            and removed_at is null and opened_on between '2025-10-01' and '2025-12-31'`,
      ),
    )
    expect(together(totals, 'PROPOSALS')).toEqual({ low: rows[0]?.opened, high: rows[0]?.opened })
  })

  test('of groups of areas to those of their areas', async () => {
    const measures = 'measures: [SESSIONS, ATTENDANCES]'
    const [a, b] = activeBoroughs
    const grouped = await ask(
      `${measures}, groupBy: [AREA_GROUP], areaGroups: [{name: "Both", codes: ["${a}", "${b}"]}, {name: "One", codes: ["${b}"]}], ${quarter}`,
    )
    const { rows } = await ask(`${measures}, groupBy: [BOROUGH], ${quarter}`)
    const own = (...codes: readonly string[]) => rows.filter(({ areaCode }) => codes.includes(areaCode ?? ''))
    for (const measure of ['SESSIONS', 'ATTENDANCES']) {
      expect(together(grouped.rows.slice(0, 1), measure)).toEqual(together(own(a, b), measure))
      expect(together(grouped.rows.slice(1), measure)).toEqual(together(own(b), measure))
      expect(together(grouped.totals, measure)).toEqual(together(own(a, b), measure))
    }
  })

  test('of cities side by side to those of each', async () => {
    const query = 'measures: [SESSIONS, ATTENDANCES, REPORTING_RATE], from: "2025-01", to: "2025-03", grain: QUARTER'
    const both = await ask(`${query}, groupBy: [CITY]`, { beside: `, beside: ["${beijing}"]` })
    const alone = await Promise.all([beijing, shanghai].map((within) => ask(query, { within })))
    expect(both.rows.map(({ areaCode }) => areaCode)).toEqual([beijing, shanghai])
    expect(both.rows.map(({ cells }) => cells)).toEqual(alone.map(({ rows }) => rows[0]?.cells))
    expect(together(both.totals, 'SESSIONS')).toEqual(
      together(
        alone.flatMap(({ rows }) => rows),
        'SESSIONS',
      ),
    )
  })
})
