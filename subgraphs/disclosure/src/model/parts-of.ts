import { grainOf, monthsOf, type Period, periodOfMonth, periodsWithin } from '@shequ/schema/measures/periods'

/** The periods that a period is added up from: none of a month, three months of a quarter, months and quarters of a year. */
export function partsOf(period: Period): readonly Period[] {
  const grain = grainOf(period)
  if (grain === 'MONTH') return []
  const months = monthsOf(period)
  return grain === 'QUARTER' ? months : [...months, ...periodsWithin(period, 'QUARTER')]
}

/** What a period is added up into, the shorter first: nothing of a year. */
export function wholesOf(period: Period): readonly Period[] {
  const [month = ''] = monthsOf(period)
  const wholes = (['QUARTER', 'YEAR'] as const).map((grain) => periodOfMonth(month, grain))
  return wholes.filter((whole) => partsOf(whole).includes(period))
}
