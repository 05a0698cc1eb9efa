import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { fewestContributors, largestShareOfTwo, smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { type CountTables, maskAt } from '../world/count-tables.js'
import { restCell, toldRows } from '../world/part-rows.js'

/** What hidden communities make together of a cell: what is left of a sum when everything published is taken away. */
export interface Remainder {
  /** How many communities hide the cell. */
  readonly hiding: number
  /** Of how many it is not zero: of money alone, where it is told who gave. Elsewhere that would tell of a zero. */
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
    if (!counts.isSummed(current, community) || !isUntold(counts, community, cell)) continue
    parts.push(counts.valueOf(current, community, cell))
  }
  const [first = 0, second = 0] = parts.toSorted((a, b) => b - a)
  return {
    hiding: parts.length,
    contributors: parts.filter((part) => part > 0).length,
    sum: parts.reduce((sum, part) => sum + part, 0),
    largest: [first, second],
  }
}

/** Whether nobody can tell a community's cell from its return. The rest of a whole is told by the whole and the part together. */
function isUntold(counts: CountTables, community: number, cell: number): boolean {
  const hidden = maskAt(counts.hidden, counts.world.timeline.current, community)
  return counts.part !== undefined && cell === restCell ? (hidden & toldRows) !== 0 : ((hidden >> cell) & 1) === 1
}

/** Whether a remainder may be worked out by whoever likes: nothing, or enough by enough. */
export function isSafe(counts: CountTables, { hiding, contributors, sum, largest }: Remainder): boolean {
  if (hiding === 0) return true
  const { protection }: BaseCount = baseCounts[counts.count]
  return protection.rule === 'money'
    ? contributors >= fewestContributors && largest[0] + largest[1] <= largestShareOfTwo * sum
    : hiding >= fewestContributors && sum >= smallestCell
}
