import { smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { type ReleasedReturn, bracketAbove } from '@shequ/disclosure'
import { saysTheSame } from '../store/says-the-same.js'

/** By count, a mask of cells. */
export type MasksByCount = ReadonlyMap<BaseCountName, number>

type Bounds = readonly [low: number, high: number]

/**
 * The next version of a sum, in which some cells lie between round numbers, wide enough that what a community adds to them can't be
 * worked out; none where it would say the same.
 */
export function roundSum(sum: MeasureReturn, withdrawn: MeasureReturn, masks: MasksByCount): readonly ReleasedReturn[] {
  const hidden = baseCountNames.map((_, place) => sum.hidden[place] ?? 0)
  const cells = sum.cells.map((cell): ReturnCell => {
    const counts = { ...cell.counts }
    const bounds: Partial<Record<BaseCountName, Bounds>> = { ...cell.bounds }
    for (const [count, mask] of masks) {
      if (!((mask >> cell.breakdown) & 1)) continue
      const total = counts[count]
      const before = bounds[count] ?? (total === undefined ? undefined : [total, total])
      if (before === undefined) continue
      const place = baseCountNames.indexOf(count)
      bounds[count] = roundBounds(before, mostOf(withdrawn, place, cell.breakdown))
      hidden[place] = (hidden[place] ?? 0) | (1 << cell.breakdown)
      delete counts[count]
    }
    return Object.keys(bounds).length === 0 ? { ...cell, counts } : { ...cell, counts, bounds }
  })
  // What was told once was told: later releases still reckon with it.
  const pattern = hidden.map(() => 0)
  const next = { ...sum, version: sum.version + 1, hidden, cells, excludedFromSums: [], pattern }
  return saysTheSame(next, sum) ? [] : [next]
}

/** What a community adds to a cell, or the most it can be where it hides it. */
function mostOf({ cells, high }: MeasureReturn, place: number, cell: number): number {
  const count = baseCountNames[place]
  const told = cells.find(({ breakdown }) => breakdown === cell)?.counts
  return (count === undefined ? undefined : told?.[count]) ?? high[place] ?? 0
}

/**
 * Bounds between multiples of a round number above what a community adds. Such as could have been made so before stay: what is taken
 * back, shared and taken back again must not be told by how often it was rounded.
 */
function roundBounds([low, high]: Bounds, value: number): Bounds {
  const step = Math.max(20, bracketAbove(value, smallestCell))
  const width = high - low
  if (low % step === 0 && width % step === 0 && width > step) return [low, high]
  const from = step * Math.floor(low / step)
  return [from, from + step * Math.ceil(width / step) + step]
}
