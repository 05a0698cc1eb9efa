import { withoutPadding } from '@shequ/schema/codes/division-code'
import { monthAfter, monthsOf, type Period, periodsClosedBy } from '@shequ/schema/measures/periods'
import { chinaDay } from '@shequ/subgraph/records/china-day'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { closedPeriods } from './closed-periods.js'
import { chinaDayOf, monthOfDay } from './count/count-scope.js'

interface MonthsRow {
  readonly first: string | null
  readonly last?: string | null
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

/** Months that nodes entrusted this server with and have not released by themselves: they are over, with records or without. */
const entrustedMonthsStatement = `select min(period) as first, max(period) as last from entrusted_count
  where community_code like $1 and period ~ '^[0-9]{4}-[0-9]{2}$' and counted->'released' = 'null'`

/** The first month of which a node's community has returns, or that in which it came to the node. */
const firstMonthsStatement = `select min(period) as first from measure_return where division_code like $1 and period ~ '^[0-9]{4}-[0-9]{2}$'
  union all select ${monthOfDay(`min(${chinaDayOf('since')})`)} from community_place where community_code like $1 and state = 'HERE'`

/**
 * The periods of a city that are over at `now`, hold records, or counts that nodes entrusted, or lie before some, and are not
 * closed: in the order in which they are to be closed, a month before its quarter before its year.
 *
 * A quarter or year is due only with all its months: what lies before a city's first records is missing, not zero.
 */
export async function duePeriods(sql: TransactionSql, city: string, now: Date): Promise<readonly Period[]> {
  const within = `${withoutPadding(city)}%`
  const ranges = [
    ...(await sql<MonthsRow>(monthsStatement, within)),
    ...(await sql<MonthsRow>(entrustedMonthsStatement, within)),
  ]
  const months = ranges.flatMap(({ first, last }) => [first ?? [], last ?? []].flat()).sort()
  const [first, last] = [months[0], months.at(-1)]
  return first && last ? notClosed(sql, city, monthsUntil(first, last, now)) : []
}

/**
 * The same of a node: of its one community months without records are over, too, as they would be among others of its city. They
 * begin with its first records or returns, or else when it came.
 */
export async function dueOfNode(sql: TransactionSql, city: string, now: Date): Promise<readonly Period[]> {
  const within = `${withoutPadding(city)}%`
  const firsts = [
    ...(await sql<MonthsRow>(monthsStatement, within)),
    ...(await sql<MonthsRow>(firstMonthsStatement, within)),
  ]
  const [first] = firsts.flatMap((range) => range.first ?? []).sort()
  const running = chinaDay(now).slice(0, 7)
  return first === undefined ? [] : notClosed(sql, city, monthsUntil(first, running, now))
}

/** Of the periods that months make up whole, those that are not closed. */
async function notClosed(sql: TransactionSql, city: string, months: readonly string[]): Promise<readonly Period[]> {
  const closed = await closedPeriods(sql, city)
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
