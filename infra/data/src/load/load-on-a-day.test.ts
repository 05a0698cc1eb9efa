import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { narrowDivisions } from '../activity/narrow-divisions.js'
import { activityDay } from '../activity/time/activity-day.js'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { ACTIVITY_RULES } from '../testing/activity-rules.js'
import { openTestPools, type TestPools } from '../testing/open-test-pools.js'
import { findLoadedDay } from './find-loaded.js'
import { loadActivity } from './load-activity.js'
import { loadDivisions } from './load-divisions.js'

const city = '310000000000'
const day = '2027-08-20'
/** The last moment that is over on that day, in China. */
const midnight = `'${day} 00:00+08'::timestamptz`

let opened: TestPools
beforeAll(async () => {
  opened = await openTestPools()
  const { pools } = opened
  const whole = await findDivisions(city)
  const residents = estimateResidents(whole, await readCensus(city))
  const divisions = narrowDivisions(whole)
  await loadDivisions({ pools, divisions, residents })
  await loadActivity({ pools, divisions, residents, size: 'tiny', day: activityDay(day) })
})
afterAll(() => opened.close())

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await opened.pools.community.query<Record<string, unknown>>(sql)).rows
}

/** Each statement finds what nobody can know on the day. */
const AHEAD: readonly (readonly [string, string])[] = [
  [
    'attendance',
    `select * from enrolment e join session s on (s.community_code, s.programme_id) = (e.community_code, e.programme_id)
     where s.ordinal = any(e.attended) and s.starts_at >= ${midnight}`,
  ],
  ['enrolments', `select * from enrolment where enrolled_on > '${day}' or cancelled_on > '${day}'`],
  [
    'completion',
    `select * from enrolment e join programme p on (p.community_code, p.id) = (e.community_code, e.programme_id)
     where e.completed and p.ends_on >= '${day}'`,
  ],
  ['voices', `select * from voice where raised_at > ${midnight} or answered_at > ${midnight}`],
  ['votes', `select * from vote where cast_at > ${midnight}`],
  [
    'money',
    `select 1 from ledger_entry where booked_on >= '${day}' union select 1 from donation where award_date >= '${day}'`,
  ],
  ['answers to guidance', `select * from guidance_response where answered_on >= '${day}'`],
]

describe('activity for a day', () => {
  test.each(ACTIVITY_RULES)('%s', async (_rule, violations) => {
    expect(await rows(violations)).toEqual([])
  })

  test.each(AHEAD)('has no %s of later days', async (_what, violations) => {
    expect(await rows(violations)).toEqual([])
  })

  test('begins with the year two years before, and announces three months', async () => {
    const [bounds] = await rows(`select min(starts_on)::text as first, max(starts_on)::text as last from programme`)
    expect(String(bounds?.['first']).slice(0, 7)).toBe('2025-01')
    const last = String(bounds?.['last'])
    expect([last > '2027-11-01', last <= '2027-11-20']).toEqual([true, true])
  })

  test('has programmes in every month, until the day and after it', async () => {
    const months = await rows(`select to_char(starts_on, 'YYYY-MM') as month, count(*)::int from programme group by 1`)
    const counts = new Map(months.map((row) => [row['month'], Number(row['count'])]))
    expect(counts.size).toBe(12 + 12 + 11)
    expect(Math.min(...counts.values())).toBeGreaterThan(1)
  })

  test('has programmes that go on, some with people enrolled and some that nobody could enrol in yet', async () => {
    const [counts] = await rows(
      `select count(*) filter (where starts_on < '${day}')::int as running,
         count(*) filter (where enrolled = 0)::int as empty, count(*) filter (where enrolled between 1 and capacity - 1)::int as open
       from programme where ends_on >= '${day}'`,
    )
    for (const count of Object.values(counts ?? {})) expect(count).toBeGreaterThan(0)
  })

  test('has its programmes that are over queued for the catalogue behind all that is on and to come, and its centres', async () => {
    const [queued] = await rows(`
      select count(*) filter (where is_over) > 0 and count(*) filter (where not is_over) > 0 as both,
        min(sequence) filter (where is_over) > max(sequence) filter (where not is_over) as last
      from (
        select sequence, coalesce(ends_on < '${day}', false) as is_over from catalogue_outbox queued
        left join programme on queued.kind = 'PROGRAMME' and (programme.community_code, programme.id) = (queued.community_code, queued.id)
      ) each`)
    expect(queued).toEqual({ both: true, last: true })
  })

  test('is noted with its day', async () => {
    expect(await findLoadedDay(opened.pools.city, city)).toEqual({ day, announcedMonths: 3 })
    expect(await findLoadedDay(opened.pools.city, '110000000000')).toBeUndefined()
  })
})
