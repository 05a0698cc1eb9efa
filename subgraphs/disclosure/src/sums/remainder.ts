import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { fewestContributors, largestShareOfTwo, smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { type CountTables, maskAt } from '../world/count-tables.js'

/** What hidden communities make together of a cell: what is left of a sum when everything published is taken away. */
export interface Remainder {
  readonly contributors: number
  readonly sum: number
  /** The largest two contributions. */
  readonly largest: readonly [number, number]
}

/** The remainder of a cell over some communities, as far as they are summed and hide it. */
export function remainderOf(counts: CountTables, communities: readonly number[], cell: number): Remainder {
  const { current } = counts.world.timeline
  const parts: number[] = []
  for (const community of communities) {
    if (!counts.isSummed(current, community) || !((maskAt(counts.hidden, current, community) >> cell) & 1)) continue
    const value = counts.valueOf(current, community, cell)
    if (value > 0) parts.push(value)
  }
  const [first = 0, second = 0] = parts.toSorted((a, b) => b - a)
  return { contributors: parts.length, sum: parts.reduce((sum, part) => sum + part, 0), largest: [first, second] }
}

/** Whether a remainder may be worked out by whoever likes: nothing, or enough by enough. */
export function isSafe(counts: CountTables, { contributors, sum, largest }: Remainder): boolean {
  if (contributors === 0) return true
  if (contributors < fewestContributors) return false
  const { protection }: BaseCount = baseCounts[counts.count]
  return protection.rule === 'money' ? largest[0] + largest[1] <= largestShareOfTwo * sum : sum >= smallestCell
}
