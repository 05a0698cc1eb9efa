import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'

/** The largest value of a count's column in `cell`: minutes and money are kept as `bigint`, all else as `integer`. */
export function largestCount(name: BaseCountName): number {
  return isWide(name) ? Number.MAX_SAFE_INTEGER : largestInteger
}

/** So many communities with the largest counts that one may have still have sums that their columns take. */
const roomOfSums = 2_000

/** The largest count of one community that goes into sums, so that these can be stored. */
export function largestSummand(name: BaseCountName): number {
  return Math.floor(largestCount(name) / roomOfSums)
}

/** The largest value of an `integer` column. */
export const largestInteger = 2 ** 31 - 1

/** The SQL type of a count's column in `cell`. */
export function countType(name: BaseCountName): 'bigint' | 'integer' {
  return isWide(name) ? 'bigint' : 'integer'
}

/** The place of each count in `hidden` and `high` of a return. */
export const countPlaces: ReadonlyMap<string, number> = new Map(baseCountNames.map((name, place) => [name, place]))

function isWide(name: BaseCountName): boolean {
  const { unit }: BaseCount = baseCounts[name]
  return unit === 'minutes' || unit === 'fen'
}
