import { cellKinds } from '@shequ/schema/measures/breakdowns'
import { type Timeline, chainOf } from '../model/timeline.js'

/** In which columns of a period persons join, and in which they leave instead: masks. */
export interface ReachedColumns {
  readonly periodIndex: number
  readonly along: number
  readonly against: number
}

/** Where persons join and leave, and periods of which there is only a total. */
export interface PersonWay {
  readonly columns: readonly ReachedColumns[]
  readonly totals: readonly number[]
}

/** Columns reached at once. */
type ColumnSet = Omit<ReachedColumns, 'periodIndex'>

/** Columns of persons who take part in one kind or two, with the margin or, where they take part in more, without it. */
const columnSets: readonly ColumnSet[] = [
  ...kindSets(1).flatMap((kinds) => [kinds, [0, ...kinds]]),
  ...kindSets(2).map((kinds) => [0, ...kinds]),
  ...kindSets(3).map((kinds) => [0, ...kinds]),
].map((set) => ({ along: maskOf(set), against: 0 }))

/** Persons who change from a kind to another. */
const changesOfKind: readonly ColumnSet[] = kindSets(2).flatMap(([first = 0, second = 0]) => [
  { along: 1 << first, against: 1 << second },
  { along: 1 << second, against: 1 << first },
])

/**
 * How persons come and go over periods in which they are counted anew: in some of the smallest periods that are broken down, and
 * column by column in the whole of them too or not, since who takes part in another period as well is counted there already;
 * in a whole alone; and in the total of a month, alone or with what it belongs to.
 */
export function personWays(timeline: Timeline, isBrokenDown: readonly boolean[]): readonly PersonWay[] {
  const periodIndexes = timeline.periods.map((_, periodIndex) => periodIndex)
  const months = periodIndexes.filter((periodIndex) => isBrokenDown[periodIndex] !== true)
  const { smallest, top } = brokenDown(timeline, isBrokenDown)
  const broken = [...columnSets, ...changesOfKind].flatMap((set) =>
    subsetsOf(smallest).flatMap((quarters) =>
      (top === undefined ? [noColumns] : reachedInTop(set)).map((alsoInTop) => [
        ...quarters.map((periodIndex) => ({ periodIndex, ...set })),
        ...(top === undefined || alsoInTop.along === 0 ? [] : [{ periodIndex: top, ...alsoInTop }]),
      ]),
    ),
  )
  const made = broken.filter((way) => way.length > 0)
  return [
    ...made.map((way) => ({ columns: way, totals: [] })),
    ...stays(timeline, months).map((totals) => ({ columns: [], totals })),
    ...withinOne(timeline, months).flatMap((totals) => {
      const above = new Set(chainOf(timeline, totals[0] ?? 0))
      return made
        .filter((way) => way.every(({ periodIndex }) => above.has(periodIndex)))
        .map((way) => ({ columns: way, totals }))
    }),
  ]
}

/** Sets of periods that are broken down in which somebody takes another's place: some of the smallest, with the whole or without. */
export function replacementPeriods(
  timeline: Timeline,
  isBrokenDown: readonly boolean[],
): readonly (readonly number[])[] {
  const { smallest, top } = brokenDown(timeline, isBrokenDown)
  return subsetsOf(smallest)
    .flatMap((some) => (top === undefined ? [some] : [some, [...some, top]]))
    .filter((some) => some.length > 0)
}

/** The smallest periods that are broken down, and the whole they make, if it is among them. */
function brokenDown(timeline: Timeline, isBrokenDown: readonly boolean[]) {
  const wholes = timeline.periods
    .map((_, periodIndex) => periodIndex)
    .filter((periodIndex) => isBrokenDown[periodIndex] === true)
  const smallest = wholes.filter(
    (periodIndex) =>
      !timeline.sums.some(({ whole, parts }) => whole === periodIndex && parts.some((part) => isBrokenDown[part])),
  )
  return { smallest, top: wholes.find((periodIndex) => !smallest.includes(periodIndex)) }
}

/** How many periods in a row a person is taken to take part at the most. */
const longestStay = 4

/** Sets of totals that a person counts in: some of the smallest periods in a row, or two with a gap, with any of the wholes they lie in; wholes alone. */
function stays(timeline: Timeline, totals: readonly number[]): number[][] {
  const isWhole = (periodIndex: number) => timeline.sums.some(({ whole }) => whole === periodIndex)
  const leaves = totals.filter((periodIndex) => !isWhole(periodIndex))
  const runs = leaves.flatMap((_, first) =>
    Array.from({ length: Math.min(longestStay, leaves.length - first) }, (_, more) =>
      leaves.slice(first, first + more + 1),
    ),
  )
  const wholesOf = (run: readonly number[]) =>
    [...new Set(run.flatMap((periodIndex) => chainOf(timeline, periodIndex).slice(1)))].filter((periodIndex) =>
      totals.includes(periodIndex),
    )
  const gaps = timeline.sums.flatMap(({ parts }) =>
    subsetsOf(parts.filter((part) => leaves.includes(part))).filter(
      (some) => some.length === 2 && !runs.some((run) => isSame(run, some)),
    ),
  )
  return [
    ...[...runs, ...gaps].flatMap((run) => subsetsOf(wholesOf(run)).map((wholes) => [...run, ...wholes])),
    ...totals.filter(isWhole).flatMap((periodIndex) => {
      const chain = chainOf(timeline, periodIndex)
      return chain.map((_, end) => chain.slice(0, end + 1))
    }),
  ]
}

const noColumns: ColumnSet = { along: 0, against: 0 }

/** What of a set may reach the whole: any of its columns, but of a change of kind both or none. */
function reachedInTop(set: ColumnSet): ColumnSet[] {
  if (set.against !== 0) return [noColumns, set]
  const columns = Array.from({ length: cellKinds.length }, (_, column) => column).filter(
    (column) => (set.along >> column) & 1,
  )
  return subsetsOf(columns).map((some) => ({ along: maskOf(some), against: 0 }))
}

function maskOf(set: readonly number[]): number {
  return set.reduce((mask, column) => mask | (1 << column), 0)
}

function kindSets(size: number): number[][] {
  const kinds = Array.from({ length: cellKinds.length - 1 }, (_, kind) => kind + 1)
  return subsetsOf(kinds).filter((set) => set.length === size)
}

/** Every set of totals that lie in one whole, or of one that lies in none. */
function withinOne({ sums }: Timeline, totals: readonly number[]): number[][] {
  const within = sums.map(({ parts }) => parts.filter((part) => totals.includes(part)))
  const single = totals.filter((periodIndex) => !within.some((parts) => parts.includes(periodIndex)))
  return [...within.flatMap(subsetsOf).filter((some) => some.length > 0), ...single.map((periodIndex) => [periodIndex])]
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((periodIndex, index) => periodIndex === other[index])
}

function subsetsOf(periodIndexes: readonly number[]): number[][] {
  return Array.from({ length: 2 ** periodIndexes.length }, (_, mask) =>
    periodIndexes.filter((_, index) => (mask >> index) & 1),
  )
}
