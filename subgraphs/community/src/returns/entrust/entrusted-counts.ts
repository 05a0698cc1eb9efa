import type { Period } from '@shequ/schema/measures/periods'
import type { EntrustedPeriod } from '@shequ/subgraph/nodes/entrusted-counts'
import { type CommunityCounts, type EarlierCounts, familySize } from '@shequ/disclosure'
import type { ReleasedPattern } from '../store/released-patterns.js'
import type { EntrustedCommunity } from './entrusted-release.js'

/** What a community entrusted of a period, as it is released with those that are hosted. */
export function entrustedCounts({ code, levels, counted }: EntrustedCommunity, period: Period): CommunityCounts {
  const { smallestCell, dominated, isSummed, ...figures } = countedOf(counted, period)
  return { code, levels, smallestCell, dominated, isSummed, values: familyOf(figures) }
}

/**
 * What is known of a community that entrusts its counts in a period that was released before: as this server released it, else as
 * the community did by itself; undefined where neither did yet.
 */
export function earlierEntrusted(
  { counted }: EntrustedCommunity,
  part: Period,
  releasedHere: ReleasedPattern | undefined,
): EarlierCounts | undefined {
  const figures = countedOf(counted, part)
  const pattern = releasedHere ?? releasedByItself(figures)
  return (
    pattern && {
      ...pattern,
      dominated: figures.dominated,
      get values() {
        return familyOf(figures)
      },
    }
  )
}

/** What the community hid of the period in its own release; undefined where it has not released it. */
function releasedByItself({ released }: EntrustedPeriod): ReleasedPattern | undefined {
  return released ? { hidden: released.hidden, summed: released.summed, excludedFromSums: released.apart } : undefined
}

function countedOf(counted: EntrustedCommunity['counted'], period: Period): EntrustedPeriod {
  const figures = counted[period]
  if (figures === undefined)
    throw new RangeError(`Expected counts of ${period}, but got ${Object.keys(counted).join(', ')}.`)
  return figures
}

function familyOf({ values }: Pick<EntrustedPeriod, 'values'>): Float64Array {
  const family = new Float64Array(familySize)
  for (const [place, value] of values) family[place] = value
  return family
}
