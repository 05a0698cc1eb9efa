import { type BaseCount, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import { fewestContributors, largestShareOfTwo } from '@shequ/schema/measures/disclosure-rules'
import type { MoneyContribution } from './count/count-money.js'

/** The sums of money that would tell of somebody: places of counts, in their order. */
export function dominatedCounts(contributions: readonly MoneyContribution[] = []): readonly number[] {
  return contributions
    .filter(({ count }) => (baseCounts[count] as BaseCount).protection.rule === 'money')
    .filter(({ contributors, largestTwo }) => contributors < fewestContributors || largestTwo > largestShareOfTwo)
    .map(({ count }) => baseCountNames.indexOf(count))
    .sort((a, b) => a - b)
}
