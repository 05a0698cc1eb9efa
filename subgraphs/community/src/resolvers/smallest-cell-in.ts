import type { CommunitySelfRow } from '../database/rows.js'

/** The smallest count that a community publishes in periods of a year. */
export function smallestCellIn(
  { firstSmallestCell, smallestCells }: Pick<CommunitySelfRow, 'firstSmallestCell' | 'smallestCells'>,
  year: number,
): number {
  const from = Object.keys(smallestCells)
    .map(Number)
    .filter((first) => first <= year)
  return from.length === 0 ? firstSmallestCell : (smallestCells[Math.max(...from)] ?? firstSmallestCell)
}

/** The year of a day. */
export function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
