import type { CellKind } from '@shequ/schema/measures/breakdowns'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type CountScope, chinaDayOf, momentInScope, monthOfDay } from './count-scope.js'
import { monthsInPeriods, monthsWithPeriods } from './count-scope.js'
import type { CountedPeriods } from './counted-periods.js'
import { sessionMinutes } from './session-minutes.js'

interface MinutesRow {
  readonly code: string
  readonly month: string
  readonly kind: CellKind
  readonly sessions: number
  readonly minutes: number
  readonly volunteerMinutes: number
}

interface OfferedRow {
  readonly code: string
  readonly period: Period
  readonly kind: CellKind
  readonly programmes: number
  readonly places: number
}

interface VolunteersRow {
  readonly code: string
  readonly period: Period
  readonly volunteers: number
}

const month = monthOfDay(chinaDayOf('session.starts_at'))

/** Cancelled sessions did not take place, nor did those of a programme that was cancelled, but for those that somebody attended before. */
const isHeld = `session.community_code = any($1::text[]) and ${momentInScope('session.starts_at')} and session.removed_at is null
  and session.status = 'SCHEDULED' and programme.removed_at is null
  and (programme.status = 'PUBLISHED' or exists (
    select from enrolment where enrolment.community_code = session.community_code
      and enrolment.programme_id = session.programme_id and session.ordinal = any(enrolment.attended)))`

const sessions = `from session
join programme on programme.community_code = session.community_code and programme.id = session.programme_id`

const minutesStatement = `select session.community_code as code, ${month} as month, programme.kind, count(*)::int as sessions,
  sum(${sessionMinutes})::int8 as minutes,
  coalesce(sum(${sessionMinutes}) filter (where session.taught_by_volunteer), 0)::int8 as "volunteerMinutes"
${sessions}
where ${isHeld}
group by 1, 2, 3`

const volunteersStatement = `select session.community_code as code, month_of.period, count(distinct session.volunteer) as volunteers
${sessions}
join ${monthsInPeriods} on month_of.month = ${month}
left join resident on resident.community_code = session.community_code and resident.pseudonym = session.volunteer
where ${isHeld} and session.volunteer is not null and coalesce(resident.residence = session.community_code, true)
group by 1, 2`

const offeredStatement = `select code, period, kind, count(*)::int as programmes, sum(capacity)::int8 as places from (
  select distinct session.community_code as code, month_of.period, programme.id, programme.kind, programme.capacity
  ${sessions}
  join ${monthsInPeriods} on month_of.month = ${month}
  where ${isHeld}
) offered group by 1, 2, 3`

/**
 * Counts the sessions that were held and their minutes, those that volunteers taught, the volunteers, and the programmes and their places. Who is
 * known to live elsewhere is no volunteer of the community's; the minutes count.
 */
export async function countTeaching(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  const values = [scope.codes, scope.from, scope.before]
  for (const { code, month, kind, sessions: held, minutes, volunteerMinutes } of await sql<MinutesRow>(
    minutesStatement,
    ...values,
  )) {
    tables.addToMonth(month, { code, count: 'sessions', kind, value: held })
    tables.addToMonth(month, { code, count: 'taughtMinutes', kind, value: minutes })
    tables.addToMonth(month, { code, count: 'volunteerMinutes', kind, value: volunteerMinutes })
  }
  const { months, periods } = monthsWithPeriods(scope.periods)
  for (const { code, period, kind, programmes, places } of await sql<OfferedRow>(
    offeredStatement,
    ...values,
    months,
    periods,
  )) {
    tables.addToPeriod(period, { code, count: 'programmes', kind, value: programmes })
    tables.addToPeriod(period, { code, count: 'places', kind, value: places })
  }
  const rows = await sql<VolunteersRow>(volunteersStatement, ...values, months, periods)
  for (const { code, period, volunteers } of rows) {
    tables.addToPeriod(period, { code, count: 'volunteers', value: volunteers })
  }
}
