import { type BaseCount, type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { CountRelease } from '../count-release.js'

/** The counts whose release was decided, by name. */
export type ReleasedCounts = ReadonlyMap<BaseCountName, CountRelease>

/** Whose hiding a count follows: its own, that of the count it is a magnitude of, or none when it is open. */
export function protectingCount(released: ReleasedCounts, count: BaseCountName): CountRelease | undefined {
  const { protection }: BaseCount = baseCounts[count]
  return released.get(protection.rule === 'magnitude' ? (protection.of as BaseCountName) : count)
}
