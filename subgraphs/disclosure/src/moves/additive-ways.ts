import { type Timeline, chainOf } from '../model/timeline.js'

/** Periods in which a move is made at once: as it is in those `along`, the other way round in those `against`. */
export interface Way {
  /** The smallest period in which it is made as it is, and the one in which it is made the other way round, if any. */
  readonly into: number
  readonly from: number | undefined
  readonly along: readonly number[]
  readonly against: readonly number[]
}

/** How moves are made over periods that add up: the wholes follow their parts, or two parts go opposite ways. */
export function additiveWays(timeline: Timeline): readonly Way[] {
  const { periods, sums } = timeline
  const leaves = periods
    .map((_, periodIndex) => periodIndex)
    .filter((periodIndex) => !sums.some(({ whole }) => whole === periodIndex))
  const together = leaves.map((leaf) => ({ into: leaf, from: undefined, along: chainOf(timeline, leaf), against: [] }))
  const opposite = leaves.flatMap((first) =>
    leaves.filter((second) => second > first).map((second) => withoutShared(timeline, first, second)),
  )
  return [...together, ...opposite]
}

/** A whole that both belong to stays as it is. */
function withoutShared(timeline: Timeline, first: number, second: number): Way {
  const [along, against] = [chainOf(timeline, first), chainOf(timeline, second)]
  return {
    into: first,
    from: second,
    along: along.filter((periodIndex) => !against.includes(periodIndex)),
    against: against.filter((periodIndex) => !along.includes(periodIndex)),
  }
}
