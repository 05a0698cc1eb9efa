import type { Period } from '@shequ/schema/measures/periods'

/**
 * Puts periods that months in a row make up whole into the order in which they are closed, so that planners have what they ask most
 * for soon: the newest whole year, then what is newer, then the years before, the newest first. Nothing that is released of a year
 * depends on what is released of another. Within a year a month comes before its quarter, and a quarter before its year.
 *
 * The first month comes before all others: its returns tell every tier since when there are figures, whatever interrupts the rest.
 *
 * @param periods in order, each after its months
 */
export function inClosingOrder(periods: readonly Period[]): readonly Period[] {
  const newestFirst = [...new Set(periods.map(yearOf))].toReversed()
  const newestWhole = newestFirst.find((year) => periods.includes(year))
  const years = [newestWhole, ...newestFirst.filter((year) => year !== newestWhole)]
  return [
    ...periods.slice(0, 1),
    ...years.flatMap((year) => periods.slice(1).filter((period) => yearOf(period) === year)),
  ]
}

/** Periods in the order in which they come, those of the same year that follow one another together. */
export function inYears(periods: readonly Period[]): readonly (readonly Period[])[] {
  const years: Period[][] = []
  for (const period of periods) {
    const last = years.at(-1)
    if (last?.[0] !== undefined && yearOf(last[0]) === yearOf(period)) last.push(period)
    else years.push([period])
  }
  return years
}

function yearOf(period: Period): string {
  return period.slice(0, 4)
}
