import { type BaseCountName, baseCountNames, baseCounts, measuredDatasets } from '@shequ/schema/measures/base-counts'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import type { ReleasedReturn } from '../release/release-period.js'
import type { ReleasedPattern } from '../released-patterns.js'

/**
 * The next version of a community's return, after its records were counted anew: shared as before, in the sums as before, and where
 * sums tell of what it hides, no closer bounded than before.
 */
export function correctedReturn(
  counted: ReleasedReturn,
  old: MeasureReturn,
  { apart }: Pick<ReleasedPattern, 'apart'>,
): ReleasedReturn {
  const isSummed = (count: BaseCountName) =>
    old.summed[measuredDatasets.indexOf(baseCounts[count].dataset)] === true &&
    !apart.includes(baseCountNames.indexOf(count))
  return {
    ...counted,
    version: old.version + 1,
    levels: old.levels,
    summed: old.summed,
    apart,
    cells: counted.cells.flatMap((cell) => withoutBounds(cell, isSummed)),
  }
}

function withoutBounds(
  { breakdown, counts, bounds = {} }: ReturnCell,
  of: (count: BaseCountName) => boolean,
): ReturnCell[] {
  const kept = Object.fromEntries(Object.entries(bounds).filter(([count]) => !of(count as BaseCountName)))
  if (Object.keys(kept).length > 0) return [{ breakdown, counts, bounds: kept }]
  return Object.keys(counts).length > 0 ? [{ breakdown, counts }] : []
}
