import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { fewestContributors, largestShareOfTwo } from '@shequ/schema/measures/disclosure-rules'

/** Who stands behind a sum of money of a community: an organisation that gave is one, else each entry is one. */
export interface MoneyContribution {
  readonly count: BaseCountName
  readonly contributors: number
  /** What the two largest gave together, of the whole: 0 to 1. */
  readonly largestTwo: number
}

/** The sums of money that would tell of somebody: indexes of counts, ascending. */
export function dominatedCounts(contributions: readonly MoneyContribution[] = []): readonly number[] {
  return contributions
    .filter(({ count }) => (baseCounts[count] as BaseCount).protection.rule === 'money')
    .filter(({ contributors, largestTwo }) => contributors < fewestContributors || largestTwo > largestShareOfTwo)
    .map(({ count }) => baseCountNames.indexOf(count))
    .sort((a, b) => a - b)
}
