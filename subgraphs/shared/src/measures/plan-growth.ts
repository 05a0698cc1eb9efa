import { type Grain, monthsOf, type Period, periodOfMonth, periodsBetween } from '@shequ/schema/measures/periods'

/** Against what a figure has grown, by the column that tells of it: the period before, or the same one of the year before. */
export type GrowthColumn = 'growth' | 'growth_on_year'

/** A growth that is asked for: how many places before a period, among those that are read, stands the one it is compared with. */
export interface Growth {
  readonly column: GrowthColumn
  readonly lag: number
}

const periodsAYear: Readonly<Record<Grain, number>> = { MONTH: 12, QUARTER: 4, YEAR: 1 }

/**
 * Plans what growth needs beside the periods asked about: those before the first that are read, in order, and how far back each
 * comparison looks. Of a single month, only the months that it is compared with are read.
 */
export function planGrowth(
  columns: readonly GrowthColumn[],
  periods: readonly Period[],
  grain: Grain,
): { readonly earlier: readonly Period[]; readonly growths: readonly Growth[] } {
  const first = periods[0] ?? ''
  const aYear = periodsAYear[grain]
  const shared = Math.min(periods.length, aYear)
  const [before] = periodsBefore(first, grain, 1)
  const ofYear = columns.includes('growth_on_year') ? periodsBefore(first, grain, aYear).slice(0, shared) : []
  const ofPeriod = columns.includes('growth') && before !== undefined && ofYear.at(-1) !== before ? [before] : []
  const earlier = [...ofYear, ...ofPeriod]
  return {
    earlier,
    growths: columns.map((column) => ({ column, lag: column === 'growth' ? 1 : earlier.length })),
  }
}

/** So many periods of a grain before a period, in order. */
function periodsBefore(period: Period, grain: Grain, count: number): readonly Period[] {
  const [year = 0, month = 0] = (monthsOf(period)[0] ?? '').split('-').map(Number)
  const last = monthOf(12 * year + month - 2)
  const from = monthOf(12 * year + month - 1 - (count * 12) / periodsAYear[grain])
  return periodsBetween(from, last, grain).map((each) => periodOfMonth(monthsOf(each)[0] ?? '', grain))
}

/** The month of a number that counts months from year 0 on. */
function monthOf(number: number): string {
  const year = Math.floor(number / 12)
  return `${String(year).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
