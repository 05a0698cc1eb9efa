import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { Period } from '@shequ/schema/measures/periods'
import { type TableCell, determinedCells, tableRelations } from '@shequ/disclosure'

/**
 * Of which cells it is known what others add to an area: nobody else hides anything there, or what they hide is told by how their tables
 * add up. A sum that tells such a cell tells what one community adds to it.
 *
 * @param isHidden whether another community hides a cell, so that what the others add is not known from their own returns
 */
export function knownAround(
  count: BaseCountName,
  periods: readonly Period[],
  isHidden: (at: TableCell) => boolean,
): (at: TableCell) => boolean {
  const indexes = new Map<string, number>()
  const indexOf = ({ period, cell }: TableCell): number => {
    const key = `${period}/${cell}`
    const index = indexes.get(key) ?? indexes.size
    indexes.set(key, index)
    return index
  }
  const relations = tableRelations(count, periods)
    .filter(({ addsUp }) => addsUp)
    .map(({ whole, parts }) => ({
      terms: new Map([
        ...(isHidden(whole) ? [[indexOf(whole), -1] as const] : []),
        ...parts.filter(isHidden).map((part) => [indexOf(part), 1] as const),
      ]),
      low: 0,
      high: 0,
    }))
  const determined = new Set(determinedCells(relations))
  return (at) => !isHidden(at) || determined.has(indexOf(at))
}
