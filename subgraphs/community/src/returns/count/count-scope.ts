import { daysOf, monthsOf, type Period } from '@shequ/schema/measures/periods'

/** What one round of statements over the records takes in. */
export interface CountScope {
  readonly codes: readonly string[]
  readonly periods: readonly Period[]
  /** The first day of the earliest period, and the first day after the latest. */
  readonly from: string
  readonly before: string
}

/** @throws {RangeError} when one of the periods is none, or there is none. */
export function scopeOf(periods: readonly Period[], codes: readonly string[]): CountScope {
  const days = periods.map((period) => daysOf(period))
  const from = days.map((period) => period.from).sort()[0]
  const before = days
    .map((period) => period.before)
    .sort()
    .at(-1)
  if (from === undefined || before === undefined) throw new RangeError('Expected periods to count, but got none.')
  return { codes, periods, from, before }
}

/** The last day of a period. */
export function lastDayOf(period: Period): string {
  return new Date(Date.parse(daysOf(period).before) - 86_400_000).toISOString().slice(0, 10)
}

/** Each period with each of its months, as two lists of one length: for `monthsInPeriods`. */
export function monthsWithPeriods(periods: readonly Period[]): {
  readonly months: string[]
  readonly periods: Period[]
} {
  const pairs = periods.flatMap((period) => monthsOf(period).map((month) => ({ month, period })))
  return { months: pairs.map(({ month }) => month), periods: pairs.map(({ period }) => period) }
}

/** SQL: the relation of `monthsWithPeriods`, given as $4 and $5. */
export const monthsInPeriods = 'unnest($4::text[], $5::text[]) as month_of (month, period)'

/** SQL: whether a moment lies on the days from $2 to before $3 of China Standard Time. */
export function momentInScope(moment: string): string {
  return `${moment} >= ($2::date::timestamp at time zone interval '8 hours') and ${moment} < ($3::date::timestamp at time zone interval '8 hours')`
}

/** SQL: whether a day is one of those from $2 to before $3. */
export function dayInScope(day: string): string {
  return `${day} >= $2::date and ${day} < $3::date`
}

/** SQL: the day of a moment in China Standard Time. */
export function chinaDayOf(moment: string): string {
  return `(${moment} at time zone interval '8 hours')::date`
}

/** SQL: the month of a day, as a period names it. */
export function monthOfDay(day: string): string {
  return `to_char(${day}, 'YYYY-MM')`
}

/** SQL: the learner group of a row of `resident` that may be missing. Of whom nothing is known counts as the general public. */
export const groupOfResident = "coalesce(resident.learner_group, 'GENERAL')"
