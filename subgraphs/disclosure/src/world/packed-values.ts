import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod, type Period } from '@shequ/schema/measures/periods'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { keptCellIndexes } from '../model/family.js'

/** The true counts of many communities in one period. */
export interface PackedValues {
  /** How many bytes they take. */
  readonly bytes: number
  /** A community's value at an index of its family of tables; zero where the period has no such cell. */
  readonly valueAt: (community: number, cellIndex: number) => number
}

/**
 * Packs communities' families of tables: only the cells that the period has are kept. Whole families of a city in all periods of a
 * year would take over half a gigabyte.
 *
 * @param familyOf the family of a community, unpacked for a moment; undefined for one without counts in the period
 */
export function packValues(
  period: Period,
  communities: number,
  familyOf: (community: number) => Float64Array | undefined,
): PackedValues {
  const cellIndexes = keptCellIndexes(grainOfPeriod(period))
  const width = cellIndexes.length
  const positions = new Int16Array(baseCountNames.length * breakdownCount).fill(-1)
  for (const [position, cellIndex] of cellIndexes.entries()) positions[cellIndex] = position
  const kept = new Float64Array(communities * width)
  for (let community = 0; community < communities; community++) {
    const family = familyOf(community)
    if (family === undefined) continue
    for (const [position, cellIndex] of cellIndexes.entries())
      kept[community * width + position] = family[cellIndex] ?? 0
  }
  return {
    bytes: kept.byteLength,
    valueAt: (community, cellIndex) => {
      const position = positions[cellIndex] ?? -1
      return position < 0 ? 0 : (kept[community * width + position] ?? 0)
    },
  }
}
