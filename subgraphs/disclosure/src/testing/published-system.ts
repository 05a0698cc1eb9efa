import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import type { Knowledge, PublishedSystem } from './linear-system.js'
import { SystemBuilder } from './system-builder.js'

/**
 * Writes down what returns say of a count, and of the count it is part or magnitude of: tables add up to their margins, months to quarters
 * and years, communities to areas; persons are at least as many as in any kind or month and at most as many as in all.
 *
 * @param returns all that were released, of any tier, period and version
 */
export function publishedSystem(
  returns: readonly MeasureReturn[],
  count: BaseCountName,
  { own, hiddenAreSome = false, each, eachIn }: Knowledge = {},
): PublishedSystem {
  const { protection }: BaseCount = baseCounts[count]
  const system = new SystemBuilder(returns, own, hiddenAreSome ? 1 : 0)
  system.addCount(count)
  if (protection.rule === 'part') {
    system.addCount(protection.whole as BaseCountName)
    system.addPart(count, protection.whole as BaseCountName)
  }
  if (protection.rule === 'magnitude') {
    system.addCount(protection.of as BaseCountName)
    system.addMagnitude(count, protection.of as BaseCountName, each)
  }
  if (eachIn !== undefined) system.addSumsOfMagnitude(count, eachIn)
  return system
}
