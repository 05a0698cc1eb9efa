import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { bracketAbove } from '../release/bracket.js'
import type { ReleasedReturn } from '../release/release-period.js'

const smallestCell = 11

/**
 * A sum that no longer tells of some cells, as its next version: between what the others make and a round number above what the
 * community that withdrew adds.
 *
 * @param cells by count, a mask of the cells
 */
export function withoutCells(
  sum: MeasureReturn,
  withdrawn: MeasureReturn,
  cells: ReadonlyMap<BaseCountName, number>,
): ReleasedReturn {
  const valueOf = (breakdown: number, count: BaseCountName) =>
    withdrawn.cells.find((cell) => cell.breakdown === breakdown)?.counts[count] ?? 0
  const hidden = sum.hidden.map((mask, place) => mask | (cells.get(baseCountNames[place] ?? 'participants') ?? 0))
  return {
    ...sum,
    version: sum.version + 1,
    hidden,
    apart: [],
    // What was told once was told: later releases still reckon with it.
    pattern: hidden.map(() => 0),
    cells: sum.cells.map((cell): ReturnCell => {
      const counts = { ...cell.counts }
      const bounds = { ...cell.bounds }
      for (const [count, mask] of cells) {
        const total = counts[count]
        if (!((mask >> cell.breakdown) & 1) || total === undefined) continue
        const others = total - valueOf(cell.breakdown, count)
        bounds[count] = [others, others + bracketAbove(total - others, smallestCell)]
        delete counts[count]
      }
      return Object.keys(bounds).length === 0 ? { ...cell, counts } : { ...cell, counts, bounds }
    }),
  }
}
