import { type Period, grainOf, monthsOf, periodOfMonth } from '@shequ/schema/measures/periods'

/**
 * Periods whose figures hang together, the one to release last: a month alone, a quarter after its months, a year after
 * its months and quarters.
 */
export interface Timeline {
  readonly periods: readonly Period[]
  /** The place of the period that is released. */
  readonly current: number
  /** Sums over time: each whole with its parts, by their places. */
  readonly sums: readonly { readonly whole: number; readonly parts: readonly number[] }[]
}

/** Periods in which a move is made at once: one way in `along`, the other way in `against`. */
export interface TimeSet {
  readonly along: readonly number[]
  readonly against: readonly number[]
  /** All of them, as a mask of places. */
  readonly mask: number
}

/**
 * What a period hangs together with of what was released. A whole of which a part never was stands for itself.
 *
 * @throws {RangeError} when it is no period.
 */
export function timelineOf(period: Period, wasReleased: (period: Period) => boolean): Timeline {
  const months = monthsOf(period)
  const quarters = [...new Set(months.map((month) => periodOfMonth(month, 'QUARTER')))]
  const wholes = grainOf(period) === 'YEAR' ? [...quarters, period] : quarters
  const all = grainOf(period) === 'MONTH' ? [period] : [...months, ...wholes]
  const periods = all.filter((name) => name === period || wasReleased(name))
  const placeOf = (name: Period) => periods.indexOf(name)
  const sums = wholes.flatMap((whole) => {
    const parts = whole === period && wholes.length > 1 ? quarters : monthsOf(whole)
    if ([whole, ...parts].some((name) => placeOf(name) < 0)) return []
    return whole === period && parts.length === 1 ? [] : [{ whole: placeOf(whole), parts: parts.map(placeOf) }]
  })
  return { periods, current: placeOf(period), sums: grainOf(period) === 'MONTH' ? [] : sums }
}

/**
 * The sets of periods that a move can be made in. Where a count adds up over time, the wholes follow their parts, or two
 * parts go opposite ways; where persons are counted each period has some play of its own.
 */
export function timeSetsOf({ periods, sums }: Timeline, addsOverTime: boolean): readonly TimeSet[] {
  const wholeOf = new Map(sums.flatMap(({ whole, parts }) => parts.map((part) => [part, whole] as const)))
  const chainOf = (place: number): number[] => {
    const whole = wholeOf.get(place)
    return whole === undefined ? [place] : [place, ...chainOf(whole)]
  }
  const leaves = periods.map((_, place) => place).filter((place) => !sums.some(({ whole }) => whole === place))
  const together = leaves.map(chainOf)
  const opposite = leaves.flatMap((first) =>
    leaves.filter((second) => second > first).map((second) => withoutShared(chainOf(first), chainOf(second))),
  )
  if (addsOverTime) return [...together.map((along) => timeSet(along, [])), ...opposite]
  const runs = periods.flatMap((_, place) => chainOf(place).map((_, end, chain) => chain.slice(0, end + 1)))
  const siblings = opposite.filter(({ along, against }) => along.length + against.length === 2)
  return [...runs.map((along) => timeSet(along, [])), ...siblings]
}

function withoutShared(first: readonly number[], second: readonly number[]): TimeSet {
  return timeSet(
    first.filter((place) => !second.includes(place)),
    second.filter((place) => !first.includes(place)),
  )
}

function timeSet(along: readonly number[], against: readonly number[]): TimeSet {
  return { along, against, mask: [...along, ...against].reduce((bits, place) => bits | (1 << place), 0) }
}
