import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { isMixed } from '@shequ/disclosure'

/**
 * The counts out of any of which a count is known: itself, and of a magnitude of which everybody sees what each counts for (minutes, by how long
 * a session takes) the count that it is of.
 */
export function tellingCounts(count: BaseCountName): readonly BaseCountName[] {
  const { protection }: BaseCount = baseCounts[count]
  return protection.rule === 'magnitude' && isMixed(count) ? [count, protection.of as BaseCountName] : [count]
}
