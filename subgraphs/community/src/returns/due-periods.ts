import { withoutPadding } from '@shequ/schema/codes/division-code'
import { monthAfter, monthsOf, type Period, periodsClosedBy } from '@shequ/schema/measures/periods'
import { chinaDay } from '@shequ/subgraph/records/china-day'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { chinaDayOf, monthOfDay } from './count/count-scope.js'

interface MonthsRow {
  readonly first: string | null
  readonly last: string | null
}

const datedRecords = [
  ['session', chinaDayOf('starts_at')],
  ['voice', chinaDayOf('raised_at')],
  ['programme', 'ends_on'],
  ['ledger_entry', 'booked_on'],
  ['guidance_response', 'answered_on'],
] as const

const monthsStatement = `select ${monthOfDay('min(first)')} as first, ${monthOfDay('max(last)')} as last from (
${datedRecords
  .map(
    ([table, day]) =>
      `select min(${day}) as first, max(${day}) as last from ${table} where community_code like $1 and removed_at is null`,
  )
  .join('\nunion all ')}
) as days`

/**
 * The periods of a city that are over at `now`, hold records or lie before some, and are not closed: in the order in
 * which they are to be closed, a month before its quarter before its year.
 *
 * A quarter or year is due only with all its months: what lies before a city's first records is missing, not zero.
 */
export async function duePeriods(sql: TransactionSql, city: string, now: Date): Promise<readonly Period[]> {
  const within = `${withoutPadding(city)}%`
  const [range] = await sql<MonthsRow>(monthsStatement, within)
  if (!range?.first || !range.last) return []
  const rows = await sql<{ period: Period }>(
    'select distinct period from measure_return where division_code like $1',
    within,
  )
  const closed = new Set(rows.map(({ period }) => period))
  const months = monthsUntil(range.first, range.last, now)
  return months
    .flatMap(periodsClosedBy)
    .filter((period) => !closed.has(period) && (monthsOf(period)[0] ?? '') >= (months[0] ?? ''))
}

/** The months from the first to the last that is over in China. */
function monthsUntil(first: string, last: string, now: Date): readonly string[] {
  const running = chinaDay(now).slice(0, 7)
  const months: string[] = []
  for (let month = first; month <= last && month < running; month = monthAfter(month)) months.push(month)
  return months
}
