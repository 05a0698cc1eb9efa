import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { ReleasedCount } from './released-count.js'

/** The counts whose release was decided, by name. */
export type ReleasedCounts = ReadonlyMap<BaseCountName, ReleasedCount>

/** Whose hiding a count follows: its own, that of the count it is a magnitude of, or none when it is open. */
export function protectingCount(released: ReleasedCounts, count: BaseCountName): ReleasedCount | undefined {
  return released.get(protectingName(count))
}

/** The index of that count, for the index of one, in the order of the base counts. */
export function protectingIndex(countIndex: number): number {
  const count = baseCountNames[countIndex]
  return count === undefined ? countIndex : baseCountNames.indexOf(protectingName(count))
}

function protectingName(count: BaseCountName): BaseCountName {
  const { protection }: BaseCount = baseCounts[count]
  return protection.rule === 'magnitude' ? (protection.of as BaseCountName) : count
}
