import { cellKinds } from '@shequ/schema/measures/breakdowns'
import { type Timeline, chainOf } from '../model/timeline.js'

/** The columns of a period in which somebody joins, and those in which somebody leaves instead: masks. */
export interface ProfileColumns {
  readonly periodIndex: number
  readonly joining: number
  readonly leaving: number
}

/** What somebody takes part in: columns of periods that are broken down, and periods of which there is only a total. */
export interface ParticipationProfile {
  readonly columns: readonly ProfileColumns[]
  readonly totals: readonly number[]
}

/** The columns of one period in a profile. */
type ColumnSet = Omit<ProfileColumns, 'periodIndex'>

/** What somebody joins: one kind, with the margin or, who takes part in others too, without it; or two or three kinds. */
const columnSets: readonly ColumnSet[] = [
  ...kindSets(1).flatMap((kinds) => [kinds, [0, ...kinds]]),
  ...kindSets(2).map((kinds) => [0, ...kinds]),
].map((set) => ({ joining: maskOf(set), leaving: 0 }))

/** Somebody changes from one kind to another. */
const changesOfKind: readonly ColumnSet[] = kindSets(2).flatMap(([first = 0, second = 0]) => [
  { joining: 1 << first, leaving: 1 << second },
  { joining: 1 << second, leaving: 1 << first },
])

/**
 * All profiles of persons, who are counted anew in each period. Somebody takes part in some of the smallest periods that are broken
 * down. In their whole each column follows or not: who takes part in another period as well is counted there already. Somebody
 * counts in a whole alone; and in the total of a month, alone or with what the month belongs to.
 */
export function participationProfiles(
  timeline: Timeline,
  isBrokenDown: readonly boolean[],
): readonly ParticipationProfile[] {
  const periodIndexes = timeline.periods.map((_, periodIndex) => periodIndex)
  const months = periodIndexes.filter((periodIndex) => isBrokenDown[periodIndex] !== true)
  const { smallest, top } = brokenDown(timeline, isBrokenDown)
  const broken = [...columnSets, ...changesOfKind].flatMap((set) =>
    subsetsOf(smallest).flatMap((quarters) =>
      (top === undefined ? [noColumns] : columnsOfWhole(set)).map((alsoInTop) => [
        ...quarters.map((periodIndex) => ({ periodIndex, ...set })),
        ...(top === undefined || alsoInTop.joining === 0 ? [] : [{ periodIndex: top, ...alsoInTop }]),
      ]),
    ),
  )
  const inColumns = broken.filter((profile) => profile.length > 0)
  return [
    ...inColumns.map((profile) => ({ columns: profile, totals: [] })),
    ...stays(timeline, months).map((totals) => ({ columns: [], totals })),
    ...withinOne(timeline, months).flatMap((totals) => {
      const above = new Set(chainOf(timeline, totals[0] ?? 0))
      return inColumns
        .filter((profile) => profile.every(({ periodIndex }) => above.has(periodIndex)))
        .map((profile) => ({ columns: profile, totals }))
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

/** The totals in which somebody counts: of some smallest periods in a row, or of two with a gap, with any of their wholes; of wholes alone. */
function stays(timeline: Timeline, totals: readonly number[]): number[][] {
  const isWhole = (periodIndex: number) => timeline.sums.some(({ whole }) => whole === periodIndex)
  const smallest = totals.filter((periodIndex) => !isWhole(periodIndex))
  const runs = smallest.flatMap((_, first) =>
    Array.from({ length: Math.min(longestStay, smallest.length - first) }, (_, more) =>
      smallest.slice(first, first + more + 1),
    ),
  )
  const wholesOf = (run: readonly number[]) =>
    [...new Set(run.flatMap((periodIndex) => chainOf(timeline, periodIndex).slice(1)))].filter((periodIndex) =>
      totals.includes(periodIndex),
    )
  const gaps = timeline.sums.flatMap(({ parts }) =>
    subsetsOf(parts.filter((part) => smallest.includes(part))).filter(
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

const noColumns: ColumnSet = { joining: 0, leaving: 0 }

/** Which columns of a set may follow in the whole period: any of them, but of a change of kind both or none. */
function columnsOfWhole(set: ColumnSet): ColumnSet[] {
  if (set.leaving !== 0) return [noColumns, set]
  const columns = Array.from({ length: cellKinds.length }, (_, column) => column).filter(
    (column) => (set.joining >> column) & 1,
  )
  return subsetsOf(columns).map((some) => ({ joining: maskOf(some), leaving: 0 }))
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
