import { baseCounts } from '@shequ/schema/measures/base-counts'
import { boundsAround, bracketAbove } from '../model/bracket.js'
import type { CountTables } from '../world/count-tables.js'
import { restCell } from '../world/part-rows.js'
import { communityAt } from '../world/release-world.js'

/** What is told of a hidden cell: the least and the most that it can be. */
export interface ToldRange {
  readonly least: number
  readonly most: number
}

/** Anything: nothing is told of a cell. */
const untold: ToldRange = { least: 0, most: Number.POSITIVE_INFINITY }

/**
 * What a community's return tells of its hidden cells in a period: a round number that none exceeds; and of a community that is in no sum,
 * bounds of each.
 *
 * @param hidden the cells that are hidden, as a mask
 */
export function toldRanges(
  tables: CountTables,
  periodIndex: number,
  community: number,
  hidden: number,
): (cell: number) => ToldRange {
  const { count, part, valueOf } = tables
  const smallestCell = baseCounts[count].unit === 'fen' ? 0 : communityAt(tables.world, community).smallestCell
  const isSummed = tables.isSummed(periodIndex, community)
  let largest = 0
  if (part === undefined)
    for (let left = hidden; left !== 0; left &= left - 1)
      largest = Math.max(largest, valueOf(periodIndex, community, 31 - Math.clz32(left & -left)))
  return (cell) => {
    if (part !== undefined && cell === restCell) return untold
    const value = valueOf(periodIndex, community, cell)
    const most = bracketAbove(part === undefined ? largest : value, smallestCell)
    if (isSummed) return { least: 0, most }
    const [low, high] = boundsAround(value, smallestCell)
    return { least: low, most: Math.min(most, high) }
  }
}
