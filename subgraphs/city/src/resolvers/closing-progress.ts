import { grainOf, monthAfter, type Period, periodsOfMonths } from '@shequ/schema/measures/periods'

/** How many of the periods that are over are worked out. */
export interface ClosingProgress {
  readonly closed: number
  readonly due: number
  readonly latest: Period
}

/**
 * How far the periods of a city have been worked out: from the first month that was, to the last that is over on `today`.
 *
 * @param returned the periods that are worked out
 * @param dataEnds the day before which generated activity ends, where there is any: nothing comes of months from then on, unless some
 *   were worked out
 * @returns null when no month was worked out
 */
export function closingProgress(
  returned: readonly Period[],
  today: string,
  dataEnds: string | undefined,
): ClosingProgress | null {
  const months = returned.filter((period) => grainOf(period) === 'MONTH').toSorted()
  const [first, latest] = [months[0], months.at(-1)]
  if (first === undefined || latest === undefined) return null
  const ends = (dataEnds !== undefined && dataEnds < today ? dataEnds : today).slice(0, 7)
  const over: string[] = []
  for (let month = first; month <= latest || month < ends; month = monthAfter(month)) over.push(month)
  const due = periodsOfMonths(over)
  const known = new Set(returned)
  return { closed: due.filter((period) => known.has(period)).length, due: due.length, latest }
}
