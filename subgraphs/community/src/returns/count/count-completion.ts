import type { CellGroup } from '@shequ/schema/measures/breakdowns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type CountScope, chinaDayOf, dayInScope, groupOfResident, monthOfDay } from './count-scope.js'
import type { CountedPeriods } from './counted-periods.js'

interface CompletionRow {
  readonly code: string
  readonly month: string
  readonly group: CellGroup
  readonly enrolments: number
  readonly completed: number
}

interface EndedRow {
  readonly code: string
  readonly month: string
  readonly courses: number
}

const endedCourses = `community_code = any($1::text[]) and ${dayInScope('ends_on')}
    and kind = 'COURSE' and status = 'PUBLISHED' and removed_at is null`

const endedStatement = `select community_code as code, ${monthOfDay('ends_on')} as month, count(*)::int as courses
from programme where ${endedCourses} group by 1, 2`

const statement = `with ended as materialized (
  select community_code, id, ${monthOfDay('ends_on')} as month, coalesce((
    select min(${chinaDayOf('session.starts_at')}) from session
    where session.community_code = programme.community_code and session.programme_id = programme.id
      and session.removed_at is null and session.status = 'SCHEDULED'), starts_on) as first_day
  from programme
  where ${endedCourses}
)
select enrolment.community_code as code, ended.month, ${groupOfResident} as "group",
  count(*) as enrolments, count(*) filter (where enrolment.completed) as completed
from ended
join enrolment on enrolment.community_code = ended.community_code and enrolment.programme_id = ended.id
left join resident on resident.community_code = enrolment.community_code and resident.pseudonym = enrolment.resident
where enrolment.cancelled_on is null or enrolment.cancelled_on >= ended.first_day
group by 1, 2, 3`

/**
 * Counts courses by the month of their last day, the enrolments in them, and those that were completed. A course that was
 * cancelled did not end. A course begins with its first session, or where it has none, on its first day.
 */
export async function countCompletion(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  for (const { code, month, courses } of await sql<EndedRow>(endedStatement, scope.codes, scope.from, scope.before))
    tables.addToMonth(month, { code, count: 'endedCourses', value: courses })
  const rows = await sql<CompletionRow>(statement, scope.codes, scope.from, scope.before)
  for (const { code, month, group, enrolments, completed } of rows) {
    tables.addToMonth(month, { code, count: 'enrolments', group, value: enrolments })
    tables.addToMonth(month, { code, count: 'completed', group, value: completed })
  }
}
