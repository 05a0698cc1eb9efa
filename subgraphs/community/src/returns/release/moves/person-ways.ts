import { cellKinds } from '@shequ/schema/measures/breakdowns'
import { type Timeline, chainOf } from '../timeline.js'

/** Where persons join and leave: masks of columns by period, and periods of which there is only a total. */
export interface PersonWay {
  readonly columns: readonly { readonly place: number; readonly mask: number }[]
  readonly totals: readonly number[]
}

/** Columns of persons who take part in one kind or two, with the margin or, where they take part in more, without it. */
const columnSets: readonly (readonly number[])[] = [
  ...kindSets(1).flatMap((kinds) => [kinds, [0, ...kinds]]),
  ...kindSets(2).map((kinds) => [0, ...kinds]),
  ...kindSets(3).map((kinds) => [0, ...kinds]),
]

/**
 * How persons come and go over periods in which they are counted anew: in some of the smallest periods that are broken down, and
 * column by column in the whole of them too or not, since who takes part in another period as well is counted there already;
 * in a whole alone; and in the total of a month, alone or with what it belongs to.
 */
export function personWays(timeline: Timeline, isBrokenDown: readonly boolean[]): readonly PersonWay[] {
  const places = timeline.periods.map((_, place) => place)
  const months = places.filter((place) => isBrokenDown[place] !== true)
  const wholes = places.filter((place) => isBrokenDown[place] === true)
  const smallest = wholes.filter(
    (place) => !timeline.sums.some(({ whole, parts }) => whole === place && parts.some((part) => isBrokenDown[part])),
  )
  const top = wholes.find((place) => !smallest.includes(place))
  const broken = columnSets.flatMap((set) =>
    subsetsOf(smallest).flatMap((quarters) =>
      (top === undefined ? [[]] : subsetsOf(set)).map((alsoInTop) => [
        ...quarters.map((place) => ({ place, mask: maskOf(set) })),
        ...(top === undefined || alsoInTop.length === 0 ? [] : [{ place: top, mask: maskOf(alsoInTop) }]),
      ]),
    ),
  )
  const made = broken.filter((way) => way.length > 0)
  return [
    ...made.map((way) => ({ columns: way, totals: [] })),
    ...stays(timeline, months).map((totals) => ({ columns: [], totals })),
    ...months.flatMap((month) => {
      const above = new Set(chainOf(timeline, month))
      return made
        .filter((way) => way.every(({ place }) => above.has(place)))
        .map((way) => ({ columns: way, totals: [month] }))
    }),
  ]
}

/** How many periods in a row a person is taken to take part at the most. */
const longestStay = 4

/** Sets of totals that a person counts in: some of the smallest periods in a row, with any of the wholes they lie in; wholes alone. */
function stays(timeline: Timeline, totals: readonly number[]): number[][] {
  const isWhole = (place: number) => timeline.sums.some(({ whole }) => whole === place)
  const leaves = totals.filter((place) => !isWhole(place))
  const runs = leaves.flatMap((_, first) =>
    Array.from({ length: Math.min(longestStay, leaves.length - first) }, (_, more) =>
      leaves.slice(first, first + more + 1),
    ),
  )
  const wholesOf = (run: readonly number[]) =>
    [...new Set(run.flatMap((place) => chainOf(timeline, place).slice(1)))].filter((place) => totals.includes(place))
  return [
    ...runs.flatMap((run) => subsetsOf(wholesOf(run)).map((wholes) => [...run, ...wholes])),
    ...totals.filter(isWhole).flatMap((place) => {
      const chain = chainOf(timeline, place)
      return chain.map((_, end) => chain.slice(0, end + 1))
    }),
  ]
}

function maskOf(set: readonly number[]): number {
  return set.reduce((mask, column) => mask | (1 << column), 0)
}

function kindSets(size: number): number[][] {
  const kinds = Array.from({ length: cellKinds.length - 1 }, (_, kind) => kind + 1)
  return subsetsOf(kinds).filter((set) => set.length === size)
}

function subsetsOf(places: readonly number[]): number[][] {
  return Array.from({ length: 2 ** places.length }, (_, mask) => places.filter((_, index) => (mask >> index) & 1))
}
