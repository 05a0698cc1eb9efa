import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Times } from '../model/protection-interval.js'
import type { CountTables } from '../world/count-tables.js'
import type { ParticipationProfile } from './participation-profiles.js'
import { rowPairs } from './person-shift-groups.js'
import { type FittingRows, type LimitedCommunity, fitInColumns, fitInTime } from './row-fits.js'

/** Pairs of rows, as bits in the order of `rowPairs`, between which a profile can be made once, twice, three times. */
export type FittingPairs = Readonly<Record<Times, number>>

/** The pairs of rows between which something fits when it is made so often. */
type PairFit = (of: LimitedCommunity, times: Times) => number

const allPairs = 2 ** rowPairs.length - 1
const pairsWhere = (holds: (pair: (typeof rowPairs)[number]) => boolean) =>
  rowPairs.reduce((bits, pair, index) => (holds(pair) ? bits | (1 << index) : bits), 0)
const coming = pairsWhere(({ leaves }) => leaves === 0)
const going = pairsWhere(({ joins }) => joins === 0)

const rowMasks = Array.from({ length: 2 ** cellGroups.length }, (_, mask) => mask)
const isIn = (mask: number, row: number) => ((mask >> row) & 1) === 1
/** By a mask of rows that may gain: the pairs of which the rows that gain are among them. The margin gains with who comes. */
const whereGaining = rowMasks.map((mask) =>
  pairsWhere(({ joins, leaves }) => (joins === 0 || isIn(mask, joins)) && (leaves !== 0 || isIn(mask, 0))),
)
const whereLosing = rowMasks.map((mask) =>
  pairsWhere(({ joins, leaves }) => (leaves === 0 || isIn(mask, leaves)) && (joins !== 0 || isIn(mask, 0))),
)

/**
 * Tells between which pairs of rows each of some profiles can be made by a community. All pairs are looked at together, and what profiles
 * have in common once for all of them. What they are made of lies in one array, since it is read thousands of times for each community.
 *
 * @returns the places of the profiles that can be made at all, with their pairs
 */
export function fittingPairs(
  tables: CountTables,
  profiles: readonly (ParticipationProfile | undefined)[],
): (of: LimitedCommunity) => readonly (readonly [place: number, pairs: FittingPairs])[] {
  const steps: PairFit[] = []
  const known = new Map<string, number>()
  const stepOf = ([key, fit]: readonly [string, PairFit]): number => {
    const step = known.get(key) ?? steps.push(fit) - 1
    known.set(key, step)
    return step
  }
  const stepsOf = profiles.map((profile) => (profile === undefined ? [] : fitsOf(tables, profile)).map(stepOf))
  const all = Int32Array.from(stepsOf.flat())
  const ends = new Int32Array(profiles.length + 1)
  for (const [place, made] of stepsOf.entries()) ends[place + 1] = (ends[place] ?? 0) + made.length
  return (of) => {
    const fits = (times: Times, before: Int32Array | undefined) =>
      Int32Array.from(steps, (step, index) => (before?.[index] === 0 ? 0 : step(of, times)))
    const once = fits(1, undefined)
    const twice = fits(2, once)
    const thrice = fits(3, twice)
    const inAll = (fitting: Int32Array, place: number) => {
      const end = ends[place + 1] ?? 0
      let pairs = allPairs
      for (let at = ends[place] ?? 0; at < end && pairs !== 0; at++) pairs &= fitting[all[at] ?? -1] ?? 0
      return pairs
    }
    const found: (readonly [number, FittingPairs])[] = []
    for (let place = 0; place < profiles.length; place++) {
      if (ends[place] === ends[place + 1]) continue
      const pairs = inAll(once, place)
      if (pairs !== 0) found.push([place, { 1: pairs, 2: inAll(twice, place), 3: inAll(thrice, place) }])
    }
    return found
  }
}

/** What must fit for a profile to be made, each by a key: in each of its periods, and between wholes and their parts. */
function fitsOf(tables: CountTables, profile: ParticipationProfile): (readonly [key: string, fit: PairFit])[] {
  const pairsOf =
    (rowsOf: (of: LimitedCommunity, times: Times) => FittingRows): PairFit =>
    (of, times) => {
      const { gaining, losing } = rowsOf(of, times)
      return (whereGaining[gaining] ?? 0) & (whereLosing[losing] ?? 0)
    }
  const inPeriods = profile.columns.map((columns) => {
    const key = `${columns.periodIndex}/${columns.joining}/${columns.leaving}`
    return [key, pairsOf(fitInColumns(tables, columns))] as const
  })
  const inTotals = profile.totals.map((periodIndex) => [`${periodIndex}`, pairsInTotal(periodIndex)] as const)
  const overTime = tables.world.timeline.sums.flatMap(({ whole, parts }) =>
    cellKinds.flatMap((_, column) => {
      const signs = [whole, ...parts].map((periodIndex) => signIn(profile, column, periodIndex))
      if (signs.every((sign) => sign === 0)) return []
      const changed = parts.map((periodIndex, index) => ({ periodIndex, sign: signs[index + 1] ?? 0 }))
      const inTime = { column, whole: { periodIndex: whole, sign: signs[0] ?? 0 }, parts: changed }
      return [[`${whole}:${column}:${signs.join()}`, pairsOf(fitInTime(tables, inTime))] as const]
    }),
  )
  return [...inPeriods, ...inTotals, ...overTime]
}

/** Whether a row that gains by a profile has one more or one less in a column of a period. */
function signIn({ columns, totals }: ParticipationProfile, column: number, periodIndex: number): -1 | 0 | 1 {
  if (totals.includes(periodIndex)) return column === 0 ? 1 : 0
  const reached = columns.find((each) => each.periodIndex === periodIndex)
  if (reached === undefined) return 0
  if ((reached.joining >> column) & 1) return 1
  return (reached.leaving >> column) & 1 ? -1 : 0
}

/** The pairs of rows between which somebody comes or goes altogether, as a total that is hidden allows. */
function pairsInTotal(periodIndex: number): PairFit {
  return ({ limits: { up, down } }, times) =>
    ((up[times][periodIndex] ?? 0) & 1 ? coming : 0) | ((down[times][periodIndex] ?? 0) & 1 ? going : 0)
}
