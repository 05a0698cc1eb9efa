import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { narrowDivisions } from '../activity/narrow-divisions.js'
import { creditCodeCheckCharacter } from '@shequ/schema/codes/credit-code'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { loadActivity } from './load-activity.js'
import { loadDivisions } from './load-divisions.js'
import { openTestPools, type TestPools } from '../testing/open-test-pools.js'
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
  options = { pools, divisions, residents, size: 'tiny' }
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

  test('of another seed is refused, with nothing changed', async () => {
    const refusal = loadActivity({ ...options, seed: 2 })
    await expect(refusal).rejects.toThrow('that of size tiny, seed 2, generator 2, but found that of size tiny, seed 1')
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

/** Each statement finds what must not be. */
const RULES: readonly (readonly [string, string])[] = [
  [
    'as many are enrolled as the programme counts, and never more than it holds',
    `select p.id from programme p left join enrolment e
       on (e.community_code, e.programme_id, e.status) = (p.community_code, p.id, 'ENROLLED')
     group by p.community_code, p.id, p.enrolled, p.capacity
     having count(e.*) <> p.enrolled or p.enrolled > p.capacity`,
  ],
  [
    'whoever is enrolled is known',
    `select e.resident from enrolment e left join resident r
       on (r.community_code, r.pseudonym) = (e.community_code, e.resident) where r.pseudonym is null`,
  ],
  [
    'attendance is of sessions there are, in order and once each',
    `select attended from enrolment e where attended <> array(
       select ordinal::smallint from session s
       where (s.community_code, s.programme_id) = (e.community_code, e.programme_id) and s.ordinal = any(e.attended) order by 1)`,
  ],
  [
    'sessions lie within the days of their programme',
    `select s.id from session s join programme p on (p.community_code, p.id) = (s.community_code, s.programme_id)
     where (s.starts_at at time zone 'Asia/Shanghai')::date not between p.starts_on and p.ends_on`,
  ],
  [
    'programmes lie within the years of the data',
    `select id from programme where starts_on < '2024-01-01' or ends_on > '2025-12-31'`,
  ],
  [
    'cash is never below zero',
    `select * from (select sum(case when debit = 'CASH' then amount when credit = 'CASH' then -amount end)
       over (partition by community_code order by booked_on, credit = 'CASH') as cash from ledger_entry) l where cash < 0`,
  ],
  [
    'every donation is booked once with its amount',
    `select d.id from donation d left join ledger_entry l on (l.community_code, l.donation_id) = (d.community_code, d.id)
     group by d.community_code, d.id having count(l.*) <> 1 or min(l.amount) <> min(d.amount_awarded)`,
  ],
  [
    'fees are booked as they were paid',
    `select community_code from (select community_code, sum(enrolled * fee) as fees from programme group by 1) p
     full join (select community_code, sum(amount) as fees from ledger_entry where credit = 'FEES' group by 1) l using (community_code)
     where coalesce(p.fees, 0) <> coalesce(l.fees, 0)`,
  ],
  [
    'a vote is cast within the days for voting',
    `select v.voter from vote v join proposal p on (p.community_code, p.id) = (v.community_code, v.proposal_id)
     where (v.cast_at at time zone 'Asia/Shanghai')::date not between p.opened_on and p.voting_until`,
  ],
  [
    'every row says that it was generated',
    `select source from programme where source not like 'generated%' union select source from voice where source not like 'generated%'`,
  ],
]

describe('what was generated', () => {
  test.each(RULES)('%s', async (_rule, violations) => {
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
