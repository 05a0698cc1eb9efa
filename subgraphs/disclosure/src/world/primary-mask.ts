import type { Protection } from '@shequ/schema/measures/base-count'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from './count-tables.js'
import { communityAt } from './release-world.js'

/**
 * The cells of a community that must not be known by their own size (`subgraphs/disclosure/README.md`, 2): a count from 0 to k − 1, but
 * for structural zeros; of a part also those whose rest to the whole is as small; money with fewer than three contributors or
 * dominated by two.
 */
export function primaryMask(
  counts: Pick<CountTables, 'count' | 'world' | 'valueOf' | 'whole' | 'hideable'>,
  protection: Protection,
  periodIndex: number,
  community: number,
): number {
  const { world, valueOf, whole, hideable } = counts
  const open = hideable[periodIndex]?.[community] ?? 0
  if (protection.rule === 'money') {
    const isHidden = world.dominated[periodIndex]?.[community]?.includes(baseCountNames.indexOf(counts.count)) === true
    return isHidden ? open & 1 : 0
  }
  const { smallestCell } = communityAt(world, community)
  let mask = 0
  for (let cell = 0; cell < breakdownCount; cell++) {
    if (!((open >> cell) & 1)) continue
    const value = valueOf(periodIndex, community, cell)
    const rest = whole === undefined ? smallestCell : whole.valueOf(periodIndex, community, cell) - value
    if (value < smallestCell || rest < smallestCell) mask |= 1 << cell
  }
  return mask
}
