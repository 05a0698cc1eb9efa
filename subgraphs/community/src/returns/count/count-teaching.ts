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
  readonly minutes: number
  readonly volunteerMinutes: number
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

const minutesStatement = `select session.community_code as code, ${month} as month, programme.kind,
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

/**
 * Counts the minutes of the sessions that were held, those of them that volunteers taught, and the volunteers. Who is
 * known to live elsewhere is no volunteer of the community's; the minutes count.
 */
export async function countTeaching(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  const values = [scope.codes, scope.from, scope.before]
  for (const { code, month, kind, minutes, volunteerMinutes } of await sql<MinutesRow>(minutesStatement, ...values)) {
    tables.addToMonth(month, { code, count: 'taughtMinutes', kind, value: minutes })
    tables.addToMonth(month, { code, count: 'volunteerMinutes', kind, value: volunteerMinutes })
  }
  const { months, periods } = monthsWithPeriods(scope.periods)
  const rows = await sql<VolunteersRow>(volunteersStatement, ...values, months, periods)
  for (const { code, period, volunteers } of rows) {
    tables.addToPeriod(period, { code, count: 'volunteers', value: volunteers })
  }
}
