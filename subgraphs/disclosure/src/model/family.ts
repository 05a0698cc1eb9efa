import { baseCountNames, type BaseCountName, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, breakdownOf, type CellGroup, type CellKind } from '@shequ/schema/measures/breakdowns'
import type { Grain } from '@shequ/schema/measures/periods'

/** How many numbers the family of tables of one community takes: one for each count and breakdown. */
export const familySize = baseCountNames.length * breakdownCount

const countIndexes = new Map(baseCountNames.map((name, countIndex) => [name, countIndex]))

/** The index of a count's cell in a community's family: the count's index × 30 + the breakdown. */
export function cellIndexOf(count: BaseCountName, group: CellGroup = 'ALL', kind: CellKind = 'ALL'): number {
  return (countIndexes.get(count) ?? 0) * breakdownCount + breakdownOf(group, kind)
}

/** The indexes at which a count of a grain has a cell: at the others it is always zero. */
export function keptCellIndexes(grain: Grain): readonly number[] {
  return baseCountNames.flatMap((count, countIndex) =>
    Array.from({ length: breakdownCount }, (_, breakdown) => breakdown)
      .filter((breakdown) => hasBreakdown(count, breakdown, grain))
      .map((breakdown) => countIndex * breakdownCount + breakdown),
  )
}
