export type Grain = 'MONTH' | 'QUARTER' | 'YEAR'

/** A calendar month `2025-03`, quarter `2025-Q1` or year `2025`, in China Standard Time. */
export type Period = string

/** No month before it is measured: learning cities of China date from about then, and an earlier date is most likely a slip of the pen. */
export const earliestMonth = '2000-01'

/** The grain of a period, or undefined for a text that names none. */
export function grainOf(period: string): Grain | undefined {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return 'MONTH'
  if (/^\d{4}-Q[1-4]$/.test(period)) return 'QUARTER'
  return /^\d{4}$/.test(period) ? 'YEAR' : undefined
}

/** The grain of what is known to be a period. @throws {RangeError} when it is none. */
export function grainOfPeriod(period: Period): Grain {
  const grain = grainOf(period)
  if (grain === undefined)
    throw new RangeError(`Expected a period such as 2025-03, 2025-Q1 or 2025, but got ${period}.`)
  return grain
}

/** The months of a period, in order. @throws {RangeError} when it is none. */
export function monthsOf(period: Period): readonly string[] {
  const year = period.slice(0, 4)
  const months = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => `${year}-${String(first + index).padStart(2, '0')}`)
  const grain = grainOfPeriod(period)
  if (grain === 'MONTH') return [period]
  return grain === 'YEAR' ? months(1, 12) : months(3 * Number(period.slice(6)) - 2, 3)
}

/** The period of a grain that a month lies in. */
export function periodOfMonth(month: string, grain: Grain): Period {
  const year = month.slice(0, 4)
  if (grain === 'MONTH') return month
  return grain === 'YEAR' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
}

/** The periods of a shorter grain that a period is made of, in order. @throws {RangeError} when it is none. */
export function periodsWithin(period: Period, grain: Grain): readonly Period[] {
  return [...new Set(monthsOf(period).map((month) => periodOfMonth(month, grain)))]
}

/** The first day of a period and the first day after it, as dates. */
export function daysOf(period: Period): { readonly from: string; readonly before: string } {
  const months = monthsOf(period)
  return { from: `${months[0]}-01`, before: `${monthAfter(months.at(-1) ?? '')}-01` }
}

/** The month after a month. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const [ofYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1]
  return `${String(ofYear).padStart(4, '0')}-${String(next).padStart(2, '0')}`
}

/** Every period of a grain that lies wholly in the months from `from` to `to`, in order. */
export function periodsBetween(from: string, to: string, grain: Grain): readonly Period[] {
  return monthsBetween(from, to)
    .filter((month) => month === monthsOf(periodOfMonth(month, grain)).at(-1))
    .map((month) => periodOfMonth(month, grain))
    .filter((period) => (monthsOf(period)[0] ?? '') >= from)
}

/** The months from one to another. What comes after the last of them is not looked at: after 9999-12 is no month. */
function monthsBetween(from: string, to: string): readonly string[] {
  if (from > to) return []
  const months = [from]
  for (let month = from; month !== to; months.push(month)) month = monthAfter(month)
  return months
}

/** The periods that end with a month, smallest first: the month, then the quarter and the year that it closes. */
export function periodsClosedBy(month: string): readonly Period[] {
  const number = Number(month.slice(5))
  return [
    month,
    ...(number % 3 === 0 ? [periodOfMonth(month, 'QUARTER')] : []),
    ...(number === 12 ? [periodOfMonth(month, 'YEAR')] : []),
  ]
}

/** The periods that months in a row make up whole, each after its months: a quarter or year only with all of them. */
export function periodsOfMonths(months: readonly string[]): readonly Period[] {
  const [first = ''] = months
  return months.flatMap(periodsClosedBy).filter((period) => (monthsOf(period)[0] ?? '') >= first)
}
