import { withoutPadding } from '@shequ/schema/codes/division-code'
import { earliestMonth, grainOf, monthAfter, type Period, periodsOfMonths } from '@shequ/schema/measures/periods'
import { chinaDay } from '@shequ/process/china-day'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { closedPeriods, returnedPeriods } from '../store/closed-periods.js'
import { chinaDayOf, monthOfDay } from '../count/count-scope.js'
import { inClosingOrder } from './closing-order.js'
import { firstSteadyMonth } from './first-steady-month.js'

interface MonthRow {
  readonly month: string
}

const datedRecords = [
  ['session', chinaDayOf('starts_at')],
  ['voice', chinaDayOf('raised_at')],
  ['programme', 'ends_on'],
  ['ledger_entry', 'booked_on'],
  ['guidance_response', 'answered_on'],
  ['proposal', 'opened_on'],
] as const

/** The months in which something was recorded. */
const recordedMonthsStatement = `select distinct ${monthOfDay('day')} as month from (
${datedRecords
  .map(([table, day]) => `select ${day} as day from ${table} where community_code like $1 and removed_at is null`)
  .join('\nunion ')}
) as days where day >= $2::date order by month`

/** Months that nodes entrusted this server with and have not released by themselves: they are over, with records or without. */
const entrustedMonthsStatement = `select distinct period as month from entrusted_count
  where community_code like $1 and period ~ '^[0-9]{4}-[0-9]{2}$' and period >= $2 and counted->'released' = 'null'`

/** The month in which a community came to its node. */
const arrivalStatement = `select ${monthOfDay(`min(${chinaDayOf('since')})`)} as month from community_place
  where community_code like $1 and state = 'HERE'`

/**
 * The periods of a city that are over at `now`, hold records, or counts that nodes entrusted, or lie before some, and are not
 * closed: in the order in which they are to be closed, a month before its quarter before its year.
 *
 * They begin with the first month that was closed, or else with the first of records that are more than stray: what is dated earlier
 * is not measured. A quarter or year is due only with all its months: what lies before is missing, not zero.
 */
export async function duePeriods(sql: TransactionSql, city: string, now: Date): Promise<readonly Period[]> {
  const within = `${withoutPadding(city)}%`
  const entrusted = await sql<MonthRow>(entrustedMonthsStatement, within, earliestMonth)
  const months = [...(await recordedMonths(sql, within)), ...entrusted.map(({ month }) => month)].sort()
  const closed = await closedPeriods(sql, city)
  const first = firstMonthOf(closed) ?? firstSteadyMonth(months, runningMonth(now))
  const last = months.at(-1)
  return first && last ? notClosed(closed, inClosingOrder(periodsOfMonths(monthsUntil(first, last, now)))) : []
}

/**
 * The same of a node, from the oldest on: of its one community months without records are over, too, as they would be among others
 * of its city. They begin with its first return, or else with its first records, or when it came.
 */
export async function dueOfNode(sql: TransactionSql, city: string, now: Date): Promise<readonly Period[]> {
  const within = `${withoutPadding(city)}%`
  const running = runningMonth(now)
  const closed = await returnedPeriods(sql, city)
  const first = firstMonthOf(closed) ?? (await firstMonthOfNode(sql, within, running))
  return first === undefined ? [] : notClosed(closed, periodsOfMonths(monthsUntil(first, running, now)))
}

async function firstMonthOfNode(sql: TransactionSql, within: string, running: string): Promise<string | undefined> {
  const [arrival] = await sql<{ month: string | null }>(arrivalStatement, within)
  const recorded = firstSteadyMonth(await recordedMonths(sql, within), running)
  return [recorded ?? [], arrival?.month ?? []].flat().sort()[0]
}

async function recordedMonths(sql: TransactionSql, within: string): Promise<readonly string[]> {
  const rows = await sql<MonthRow>(recordedMonthsStatement, within, `${earliestMonth}-01`)
  return rows.map(({ month }) => month)
}

function firstMonthOf(closed: ReadonlySet<Period>): string | undefined {
  return [...closed].filter((period) => grainOf(period) === 'MONTH').sort()[0]
}

function notClosed(closed: ReadonlySet<Period>, periods: readonly Period[]): readonly Period[] {
  return periods.filter((period) => !closed.has(period))
}

/** The months from the first to the last that is over in China. */
function monthsUntil(first: string, last: string, now: Date): readonly string[] {
  const running = runningMonth(now)
  const months: string[] = []
  for (let month = first; month <= last && month < running; month = monthAfter(month)) months.push(month)
  return months
}

/** The month in which a moment lies in China. */
function runningMonth(now: Date): string {
  return chinaDay(now).slice(0, 7)
}
