import { type BaseCount, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { MoneyContribution } from './count/count-money.js'

/** How few may stand behind a sum of money, and how much of it the two largest may (domain: Disclosure control 2). */
const fewestContributors = 3
const largestShareOfTwo = 0.85

/** The sums of money that would tell of somebody: places of counts, in their order. */
export function dominatedCounts(contributions: readonly MoneyContribution[] = []): readonly number[] {
  return contributions
    .filter(({ count }) => (baseCounts[count] as BaseCount).protection.rule === 'money')
    .filter(({ contributors, largestTwo }) => contributors < fewestContributors || largestTwo > largestShareOfTwo)
    .map(({ count }) => baseCountNames.indexOf(count))
    .sort((a, b) => a - b)
}
