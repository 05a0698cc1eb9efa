import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import type { EarlierCounts, ReleasedReturn } from '../model/period-release.js'
import { hiddenMask, publishedMask } from '../model/return-masks.js'

/**
 * The next version of a community's return, after its records were counted anew. It is shared as before, in the sums as before, and where
 * sums tell of what it hides, no closer bounded than before. Where a cell that was published must be hidden now, nothing of its count is
 * published any more but what is zero: most of it is as it was, and the difference would be what is hidden.
 *
 * @param release releases the counts, with such cells hidden beside what must be: masks in the order of the base counts
 */
export async function correctedReturn(
  release: (withheld: readonly number[]) => Promise<ReleasedReturn>,
  old: MeasureReturn,
  { hidden, excludedFromSums }: Pick<EarlierCounts, 'hidden' | 'excludedFromSums'>,
): Promise<ReleasedReturn> {
  const first = await release(hidden)
  const fallen = baseCountNames.map((count) => {
    const mask = hiddenMask(first, count)
    return mask & ~hiddenMask(old, count) ? mask | publishedMask(first, count) : 0
  })
  const counted = fallen.every((mask) => mask === 0)
    ? first
    : await release(hidden.map((mask, countIndex) => mask | (fallen[countIndex] ?? 0)))
  const isSummed = (count: BaseCountName) =>
    old.summed[measuredDatasets.indexOf(baseCounts[count].dataset)] === true &&
    !excludedFromSums.includes(baseCountNames.indexOf(count))
  return {
    ...counted,
    version: old.version + 1,
    // Datasets that the old version says nothing of are told from now on, in no sum.
    levels: counted.levels.map((level, dataset) => old.levels[dataset] ?? level),
    summed: counted.levels.map((_, dataset) => old.summed[dataset] ?? false),
    excludedFromSums,
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
