import type { Times } from '../model/protection-interval.js'
import type { ParticipationProfile, ProfileColumns } from './participation-profiles.js'
import { changeOf, rowPairs } from './person-shift-groups.js'
import type { Limits } from './shift-space.js'

/** Pairs of rows, as bits in the order of `rowPairs`, between which a profile can be made once, twice, three times. */
export type FittingPairs = Readonly<Record<Times, number>>

const allPairs = 2 ** rowPairs.length - 1
const pairsWhere = (holds: (pair: (typeof rowPairs)[number]) => boolean) =>
  rowPairs.reduce((bits, pair, index) => (holds(pair) ? bits | (1 << index) : bits), 0)
const coming = pairsWhere(({ leaves }) => leaves === 0)
const going = pairsWhere(({ joins }) => joins === 0)

/**
 * Tells, given limits, between which pairs of rows each of some profiles can be made. All pairs are looked at together, and what profiles
 * have in common once for all of them. What they are made of lies in one array, since it is read thousands of times for each community.
 *
 * @param cells by period, the cells that the count has, as a mask
 * @returns for limits, the places of the profiles that can be made at all, with their pairs
 */
export function fittingPairs(
  cells: readonly number[],
  profiles: readonly (ParticipationProfile | undefined)[],
): (limits: Limits) => readonly (readonly [place: number, pairs: FittingPairs])[] {
  const steps: ((limits: Limits, times: Times) => number)[] = []
  const known = new Map<string, number>()
  const stepOf = (key: string, fitting: (limits: Limits, times: Times) => number): number => {
    const step = known.get(key) ?? steps.push(fitting) - 1
    known.set(key, step)
    return step
  }
  const stepsOf = profiles.map((profile): readonly number[] => [
    ...(profile?.columns ?? []).map((columns) =>
      stepOf(`${columns.periodIndex}/${columns.joining}/${columns.leaving}`, pairsInColumns(cells, columns)),
    ),
    ...(profile?.totals ?? []).map((periodIndex) => stepOf(`${periodIndex}`, pairsInTotal(periodIndex))),
  ])
  const all = Int32Array.from(stepsOf.flat())
  const ends = new Int32Array(profiles.length + 1)
  for (const [place, made] of stepsOf.entries()) ends[place + 1] = (ends[place] ?? 0) + made.length
  return (limits) => {
    const fits = (times: Times) => Int32Array.from(steps, (step) => step(limits, times))
    const [once, twice, thrice] = [fits(1), fits(2), fits(3)]
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

/** The pairs of rows that fit in some columns of one period. */
function pairsInColumns(cells: readonly number[], columns: ProfileColumns) {
  const { periodIndex } = columns
  const has = cells[periodIndex] ?? 0
  const changes = rowPairs.map((pair) => changeOf(pair, columns))
  return ({ up, down }: Limits, times: Times): number => {
    const outside = (change: (typeof changes)[number]) =>
      (change.up & has & ~(up[times][periodIndex] ?? 0)) | (change.down & has & ~(down[times][periodIndex] ?? 0))
    let pairs = 0
    for (const [index, change] of changes.entries()) if (outside(change) === 0) pairs |= 1 << index
    return pairs
  }
}

/** The pairs of rows between which somebody comes or goes altogether, as a total that is hidden allows. */
function pairsInTotal(periodIndex: number) {
  return ({ up, down }: Limits, times: Times): number =>
    ((up[times][periodIndex] ?? 0) & 1 ? coming : 0) | ((down[times][periodIndex] ?? 0) & 1 ? going : 0)
}
