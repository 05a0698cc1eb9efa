import { type CellGroup, type CellKind, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { grainOf } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type CountScope, chinaDayOf, groupOfResident, momentInScope, monthOfDay } from './count-scope.js'
import { monthsInPeriods, monthsWithPeriods } from './count-scope.js'
import type { CountedPeriods } from './counted-periods.js'
import { sessionMinutes } from './session-minutes.js'

/**
 * Of a month, or of a quarter or year, where only persons are counted. Persons `p` and older ones `o` are given for all
 * kinds (`p0`) and each in its order (`p1`…), attendances `a` and minutes `m` for each.
 */
interface AttendanceRow extends Readonly<Record<string, string | number>> {
  readonly code: string
  readonly period: string
  readonly group: CellGroup
}

const kinds = programmeKinds.map((kind, index) => ({ kind, n: index + 1 }))
const kindsWithAll: readonly { readonly kind: CellKind; readonly n: number }[] = [{ kind: 'ALL', n: 0 }, ...kinds]

const list = (lines: readonly string[]) => lines.join(',\n    ')
const ofKind = (n: number, kind: string) => [
  `count(*) filter (where kind = '${kind}') as a${n}`,
  `coalesce(sum(minutes) filter (where kind = '${kind}'), 0) as m${n}`,
]
/** Persons whose `kinds`, a mask with a bit for each kind, have one of a mask's bits. */
const personsOf = (n: number, mask: number) => [
  `count(*) filter (where lives_here and kinds & ${mask} > 0) as p${n}`,
  `count(*) filter (where lives_here and older and kinds & ${mask} > 0) as o${n}`,
]
const persons = list(kindsWithAll.flatMap(({ n }) => personsOf(n, n === 0 ? 15 : 1 << (n - 1))))

/** A row for each person and month comes first: from it the month is added up, and the longer periods' distinct persons. */
const statement = `with held as materialized (
  select session.community_code, session.programme_id, session.ordinal, programme.kind, ${sessionMinutes} as minutes,
    ${monthOfDay(chinaDayOf('session.starts_at'))} as month
  from session join programme on programme.community_code = session.community_code and programme.id = session.programme_id
  where session.community_code = any($1::text[]) and ${momentInScope('session.starts_at')} and session.removed_at is null
    and session.status = 'SCHEDULED' and programme.removed_at is null
), person as (
  select enrolment.community_code, month, enrolment.resident,
    ${list(kinds.flatMap(({ kind, n }) => ofKind(n, kind)))},
    bit_or(case kind ${kinds.map(({ kind, n }) => `when '${kind}' then ${1 << (n - 1)}`).join(' ')} end) as kinds
  from held join enrolment on enrolment.community_code = held.community_code and enrolment.programme_id = held.programme_id
    and held.ordinal = any(enrolment.attended)
  group by enrolment.community_code, month, enrolment.resident
), known as materialized (
  select person.*, ${groupOfResident} as learner_group, coalesce(resident.sixty_or_over, false) as older,
    coalesce(resident.residence = person.community_code, true) as lives_here
  from person left join resident on resident.community_code = person.community_code
    and resident.pseudonym = person.resident
), longer as (
  select known.community_code, month_of.period, resident, learner_group, older, lives_here, bit_or(kinds) as kinds
  from known join ${monthsInPeriods} on month_of.month = known.month
  group by known.community_code, month_of.period, resident, learner_group, older, lives_here
)
select community_code as code, month as period, learner_group as "group", ${persons},
  ${list(kinds.flatMap(({ n }) => [`sum(a${n})::int8 as a${n}`, `sum(m${n})::int8 as m${n}`]))}
from known group by community_code, month, learner_group
union all
select community_code, period, learner_group, ${persons}, ${kinds.map(() => '0, 0').join(', ')}
from longer group by community_code, period, learner_group`

/**
 * Counts participants, older ones, attendances and their minutes. An attended place is one in a session that is on
 * record; whoever gave the place up later attended all the same. A person of whom nothing is known lives here.
 */
export async function countAttendance(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  const longer = monthsWithPeriods(scope.periods.filter((period) => grainOf(period) !== 'MONTH'))
  const values = [scope.codes, scope.from, scope.before, longer.months, longer.periods]
  for (const row of await sql<AttendanceRow>(statement, ...values)) {
    const { code, period, group } = row
    for (const { kind, n } of kindsWithAll) {
      tables.addToPeriod(period, { code, count: 'participants', group, kind, value: Number(row[`p${n}`]) })
      tables.addToPeriod(period, { code, count: 'olderParticipants', group, kind, value: Number(row[`o${n}`]) })
    }
    for (const { kind, n } of kinds) {
      tables.addToMonth(period, { code, count: 'attendances', group, kind, value: Number(row[`a${n}`]) })
      tables.addToMonth(period, { code, count: 'minutes', group, kind, value: Number(row[`m${n}`]) })
    }
  }
}
