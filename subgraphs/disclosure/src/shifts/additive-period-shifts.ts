import { type Timeline, chainOf } from '../model/timeline.js'

/** The periods that a shift of counts that add up over time changes: its cells go as they do in `same`, the other way in `reversed`. */
export interface PeriodShift {
  /** The smallest period in `same`, and the smallest in `reversed`, if there is one. */
  readonly into: number
  readonly from: number | undefined
  readonly same: readonly number[]
  readonly reversed: readonly number[]
}

/** All of a timeline: something is added in a smallest period and in its wholes, or passes from one smallest period to another. */
export function additivePeriodShifts(timeline: Timeline): readonly PeriodShift[] {
  const { periods, sums } = timeline
  const smallest = periods
    .map((_, periodIndex) => periodIndex)
    .filter((periodIndex) => !sums.some(({ whole }) => whole === periodIndex))
  const added = smallest.map((into) => ({ into, from: undefined, same: chainOf(timeline, into), reversed: [] }))
  const passed = smallest.flatMap((into) =>
    smallest.filter((from) => from > into).map((from) => withoutCommonWhole(timeline, into, from)),
  )
  return [...added, ...passed]
}

/** A whole that both periods belong to stays as it is. */
function withoutCommonWhole(timeline: Timeline, into: number, from: number): PeriodShift {
  const [same, reversed] = [chainOf(timeline, into), chainOf(timeline, from)]
  return {
    into,
    from,
    same: same.filter((periodIndex) => !reversed.includes(periodIndex)),
    reversed: reversed.filter((periodIndex) => !same.includes(periodIndex)),
  }
}
