import type { Protection } from '@shequ/schema/measures/base-count'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from './count-tables.js'
import { communityAt } from './release-world.js'

/**
 * The cells of a community that must not be known by their own size (`subgraphs/disclosure/README.md`, 2): a count from 1 to
 * k − 1; of a part also those whose rest to the whole is 1 to k − 1, and those whose whole must not be known; money with
 * fewer than three contributors or dominated by two.
 */
export function primaryMask(
  counts: CountTables,
  protection: Protection,
  periodIndex: number,
  community: number,
): number {
  const { world, valueOf, whole } = counts
  if (protection.rule === 'money') {
    const isHidden = world.dominated[periodIndex]?.[community]?.includes(baseCountNames.indexOf(counts.count)) === true
    return isHidden && valueOf(periodIndex, community, 0) > 0 ? 1 : 0
  }
  const { smallestCell } = communityAt(world, community)
  const isSmall = (value: number) => value > 0 && value < smallestCell
  let mask = 0
  for (let cell = 0; cell < breakdownCount; cell++) {
    const value = valueOf(periodIndex, community, cell)
    if (value === 0) continue
    const rest = whole === undefined ? 0 : whole.valueOf(periodIndex, community, cell) - value
    if (isSmall(value) || isSmall(rest)) mask |= 1 << cell
  }
  return mask
}
