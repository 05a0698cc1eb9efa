import { type Grain, monthsOf, type Period, periodOfMonth } from '@shequ/schema/measures/periods'

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
  const ofYear = columns.includes('growth_on_year') ? periods.slice(0, periodsAYear[grain]).map(aYearBefore) : []
  const before = columns.includes('growth') ? periodBefore(periods[0] ?? '', grain) : undefined
  const earlier = before === undefined || ofYear.at(-1) === before ? ofYear : [...ofYear, before]
  return {
    earlier,
    growths: columns.map((column) => ({ column, lag: column === 'growth' ? 1 : earlier.length })),
  }
}

/** The same period of the year before. */
function aYearBefore(period: Period): Period {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
}

/** The period of a grain before a period. */
function periodBefore(period: Period, grain: Grain): Period {
  const [year = 0, month = 0] = (monthsOf(period)[0] ?? '').split('-').map(Number)
  const last = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
  return periodOfMonth(last, grain)
}
