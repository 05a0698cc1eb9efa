import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { officeOf } from '@shequ/subgraph/testing/open-test-subgraph'
import { type ReturnTiers, openReturnTiers } from '../helpers/return-tiers.js'

const city = '310000000000'
const [lane, garden, mill, harbour] = ['310101001001', '310101002001', '310101003001', '310101004001'] as const
const communities = [lane, garden, mill, harbour]
const months = ['2025-01', '2025-02', '2025-03']

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
  const sql = (text: string) => tiers.sql('community', text)
  const codes = `unnest(array['${communities.join("','")}']) code`
  const book = (code: string, credit: string, yuan: string, times: number, of = months) =>
    sql(`insert into ledger_entry (community_code, id, booked_on, debit, credit, amount, subject)
      select '${code}', gen_random_uuid(), (month || '-15')::date, 'CASH', '${credit}', ${yuan}, 'Booked'
      from unnest(array['${of.join("','")}']) month, generate_series(1, ${times})`)
  await sql(`insert into community (community_code, introduction, address, office_hours, self_governance, charter_adopted_on)
    select code, '', '', '', '', '2001-01-01' from ${codes}`)
  await sql(`insert into sharing_rule (community_code, dataset, level)
    select code, dataset, 'PUBLIC' from ${codes}, unnest(array['LEDGER', 'VOICES']) dataset`)
  // One gave 30 million yuan, which is hidden; ten gave as much each month, which is not; the rest is made up.
  await book(lane, 'DONATIONS', '30000000', 1, ['2025-03'])
  await book(garden, 'DONATIONS', '3000000', 10)
  for (const code of [mill, harbour]) await book(code, 'ALLOCATION', '999999999999.99', 200)
  await tiers.sql(
    'city',
    `insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
     select code, left(code, 9) || '000', left(code, 6) || '000000', '${city}', 'RESIDENTS', 1000, 250 from ${codes}`,
  )
}, 60_000)
afterAll(() => tiers.close())

test('a community with a large donation is closed with its city', async () => {
  expect(await closePeriods({ pool: tiers.pools.community, city, now: new Date('2025-04-10T02:00:00Z') })).toEqual([
    ...months,
    '2025-Q1',
  ])
})

test('its return travels to the borough and the city', async () => {
  await tiers.relayTo('borough').drain()
  await tiers.relayTo('city').drain()
  const returns = 'select division_code, period, high from measure_return order by 1, 2'
  const released = await tiers.sql<{ division_code: string; period: string; high: number[] }>('community', returns)
  expect(await tiers.sql('borough', returns)).toEqual(released)
  expect(await tiers.sql('city', returns)).toEqual(released)
  const ofLane = released.filter(({ division_code }) => division_code === lane)
  const bounds = ofLane.map(({ high }) => high[baseCountNames.indexOf('donations')])
  expect(bounds).toEqual([0, 0, 5_000_000_000, 5_000_000_000])
  expect(await tiers.sql('borough', 'select from return_outbox')).toEqual([])
})

interface Cell {
  readonly low: number
  readonly high: number
  readonly denominator: number | null
}

interface Answer {
  readonly measures: { readonly rows: readonly { readonly areaCode: string; readonly cells: readonly [Cell] }[] }
}

async function shares(groupBy: string, grain: string): Promise<Readonly<Record<string, Cell>>> {
  const { data, errors } = await tiers.subgraphs.city.call({
    query: `{ measures(within: "${city}", query: { measures: [DONATION_SHARE], groupBy: [${groupBy}], from: "2025-01", to: "2025-03", grain: ${grain} }) {
      rows { areaCode cells { low high denominator } } } }`,
    variables: {},
    viewer: { ...officeOf('city', city), role: 'planner' },
  })
  expect(errors).toBeUndefined()
  const { measures } = data as unknown as Answer
  return Object.fromEntries(measures.rows.map(({ areaCode, cells: [cell] }) => [areaCode, cell]))
}

test.each(['MONTH', 'QUARTER'])(
  'a planner is answered by %s, of each community and of them together',
  async (grain) => {
    const alone = await shares('COMMUNITY', grain)
    expect(alone).toMatchObject({
      [lane]: { low: 0, high: 100, denominator: null },
      [garden]: { low: 100, high: 100, denominator: 90_000_000 },
      [mill]: { low: 0, high: 0, denominator: expect.closeTo(3 * 3_752_999_689.47) as unknown },
    })
    const { '310101000000': together } = await shares('BOROUGH', grain)
    expect(together?.low).toBeGreaterThan(0.35)
    expect(together?.high).toBeLessThan(0.8)
  },
)
