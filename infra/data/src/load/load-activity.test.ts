import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TWO_WHOLE_YEARS } from '../activity/time/activity-day.js'
import { narrowDivisions } from '../activity/narrow-divisions.js'
import { creditCodeCheckCharacter } from '@shequ/schema/codes/credit-code'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { loadActivity } from './load-activity.js'
import { loadDivisions } from './load-divisions.js'
import { openTestPools, type TestPools } from '../testing/open-test-pools.js'
import { ACTIVITY_RULES } from '../testing/activity-rules.js'
import type { TierPools } from './tier-pools.js'

const CITY = '310000000000'
let opened: TestPools
let pools: TierPools
let options: Parameters<typeof loadActivity>[0]

beforeAll(async () => {
  opened = await openTestPools()
  pools = opened.pools
  const whole = await findDivisions(CITY)
  const residents = estimateResidents(whole, await readCensus(CITY))
  const divisions = narrowDivisions(whole)
  await loadDivisions({ pools, divisions, residents })
  options = { pools, divisions, residents, size: 'tiny', day: TWO_WHOLE_YEARS }
})
afterAll(() => opened.close())

async function rows(tier: keyof TierPools, sql: string): Promise<Record<string, unknown>[]> {
  return (await pools[tier].query<Record<string, unknown>>(sql)).rows
}

describe('loading activity', () => {
  test('that is interrupted keeps whole communities and is taken up again', async () => {
    const interrupted = loadActivity({
      ...options,
      advance: (communities) => {
        if (communities > 0) throw new Error('the power went')
      },
    })
    await expect(interrupted).rejects.toThrow('the power went')
    const loaded = await loadActivity(options)
    expect(loaded['city.organisation']).toBeUndefined()
    const [{ communities } = {}] = await rows('community', 'select count(*) as communities from activity_load')
    expect(communities).toBe(40)
    const [{ programmes } = {}] = await rows(
      'community',
      'select count(distinct community_code) as programmes from programme',
    )
    expect(programmes).toBe(40)
  })

  test('again changes nothing', async () => {
    expect(await loadActivity(options)).toEqual({})
  })

  test.each([
    [{ seed: 2 }, 'that of size tiny, seed 2, generator 2, for 2026-01-01 with 0 months announced, but'],
    [{ day: { day: '2026-01-02', announcedMonths: 0 } }, 'for 2026-01-02 with 0 months announced, but'],
    [{ day: { day: '2026-01-01', announcedMonths: 1 } }, 'for 2026-01-01 with 1 months announced, but'],
  ])('of another seed or day is refused, with nothing changed: %j', async (other, message) => {
    await expect(loadActivity({ ...options, ...other })).rejects.toThrow(message)
    expect(await loadActivity(options)).toEqual({})
  })

  test('leaves the charter that a community wrote itself', async () => {
    await pools.community.query(`delete from activity_load where community_code like '310101%'`)
    for (const table of [
      'enrolment',
      'session',
      'programme',
      'consignment',
      'education_centre',
      'resident',
      'competence',
    ]) {
      await pools.community.query(`delete from ${table} where community_code like '310101%'`)
    }
    for (const table of ['voice', 'vote', 'proposal', 'ledger_entry', 'donation', 'guidance_response']) {
      await pools.community.query(`delete from ${table} where community_code like '310101%'`)
    }
    await pools.community.query(`update community set self_governance = 'ours' where community_code like '310101%'`)
    await loadActivity(options)
    const charters = await rows('community', `select count(*) from community where self_governance = 'ours'`)
    expect(charters).toEqual([{ count: 20 }])
  })
})

describe('what was generated', () => {
  test.each([
    ...ACTIVITY_RULES,
    [
      'programmes lie within the years of the data',
      `select id from programme where starts_on < '2024-01-01' or ends_on > '2025-12-31'`,
    ],
  ] as const)('%s', async (_rule, violations) => {
    expect(await rows('community', violations)).toEqual([])
  })

  test('agrees across tiers: operators and givers are registered, guidance that is answered was issued', async () => {
    const registered = await rows('city', 'select credit_code, kind::text from organisation')
    const codes = new Set(registered.map((row) => String(row['credit_code'])))
    for (const code of codes) expect(creditCodeCheckCharacter(code.slice(0, 17))).toBe(code.slice(17))
    const named = await rows(
      'community',
      `select operator_credit_code as code from consignment
       union select funding_organisation_code from donation where funding_organisation_code is not null`,
    )
    expect(named.filter((row) => !codes.has(String(row['code'])))).toEqual([])
    const issued = new Set(
      (await rows('borough', `select borough_code || ':' || id as id from guidance`)).map((row) => row['id']),
    )
    const answered = await rows('community', 'select distinct guidance_id as id from guidance_response')
    expect(answered.filter((row) => !issued.has(row['id']))).toEqual([])
  })

  test('agrees across tiers: what a borough allocates is what its communities book', async () => {
    const allocated = await rows(
      'borough',
      'select community_code as code, year, sum(amount)::text from allocation group by 1, 2 order by 1, 2',
    )
    const booked = await rows(
      'community',
      `select community_code as code, extract(year from booked_on)::int as year, sum(amount)::text
       from ledger_entry where credit = 'ALLOCATION' group by 1, 2 order by 1, 2`,
    )
    expect(booked).toEqual(allocated)
  })
})
