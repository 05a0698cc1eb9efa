import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { CountTables } from '../world/count-tables.js'
import { partCell, wholeCell } from '../world/part-rows.js'
import type { PublishedSums } from '../world/sum-masks.js'

/** What was decided of a count: which cells of communities are hidden, and which sums are published. */
export interface ReleasedCount extends Pick<
  CountTables,
  'count' | 'world' | 'hidden' | 'isSummed' | 'excludedFromSums' | 'earlierSums'
> {
  readonly sums: PublishedSums
}

/** The counts that were protected together: a count alone, or a whole and its part, each with its total. */
export function releasedCounts(decided: ReleasedCount & Pick<CountTables, 'part'>): readonly ReleasedCount[] {
  const { count, part } = decided
  return part === undefined ? [decided] : [rowOf(decided, count, wholeCell), rowOf(decided, part, partCell)]
}

/** One row of a whole and its part, as a count that has nothing but a total. */
function rowOf(decided: ReleasedCount, count: BaseCountName, cell: number): ReleasedCount {
  const row = (masks: Int32Array) => masks.map((mask) => (mask >> cell) & 1)
  const sumsOf = ({ streets, boroughs, city }: PublishedSums) => ({
    streets: row(streets),
    boroughs: row(boroughs),
    city: row(city),
  })
  return {
    ...decided,
    count,
    hidden: decided.hidden.map(row),
    sums: sumsOf(decided.sums),
    earlierSums: decided.earlierSums.map((sums) => sums && sumsOf(sums)),
  }
}
