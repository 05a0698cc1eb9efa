import { type Period, grainOf, monthsOf, periodsWithin } from '@shequ/schema/measures/periods'

/**
 * Periods whose figures hang together, the one to release last: a month alone, a quarter after its months, a year after
 * its months and quarters.
 */
export interface Timeline {
  readonly periods: readonly Period[]
  /** The index of the period that is released. */
  readonly current: number
  /** Sums over time: each whole with its parts, by their indexes. */
  readonly sums: readonly { readonly whole: number; readonly parts: readonly number[] }[]
}

/**
 * What a period hangs together with of what was released. A whole of which a part never was stands for itself.
 *
 * @throws {RangeError} when it is no period.
 */
export function timelineOf(period: Period, wasReleased: (period: Period) => boolean): Timeline {
  const months = monthsOf(period)
  const quarters = periodsWithin(period, 'QUARTER')
  const wholes = grainOf(period) === 'YEAR' ? [...quarters, period] : quarters
  const all = grainOf(period) === 'MONTH' ? [period] : [...months, ...wholes]
  const periods = all.filter((name) => name === period || wasReleased(name))
  const indexOf = (name: Period) => periods.indexOf(name)
  const sums = wholes.flatMap((whole) => {
    const parts = whole === period && wholes.length > 1 ? quarters : monthsOf(whole)
    if ([whole, ...parts].some((name) => indexOf(name) < 0)) return []
    return whole === period && parts.length === 1 ? [] : [{ whole: indexOf(whole), parts: parts.map(indexOf) }]
  })
  return { periods, current: indexOf(period), sums: grainOf(period) === 'MONTH' ? [] : sums }
}

/** A period and the wholes it is part of, upward: a month, its quarter, its year. */
export function chainOf(timeline: Timeline, periodIndex: number): readonly number[] {
  const whole = timeline.sums.find(({ parts }) => parts.includes(periodIndex))?.whole
  return whole === undefined ? [periodIndex] : [periodIndex, ...chainOf(timeline, whole)]
}
