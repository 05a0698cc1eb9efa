import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { ReleasedCount } from './released-count.js'
import { publishedIn } from '../world/published-sums.js'
import type { ReleaseWorld } from '../world/release-world.js'
import type { AreaTree } from './area-tree.js'

/**
 * Which cells of an area's sum follow from what was published before, as a mask: the sums of all periods that the current one is made of
 * are published, are of the same communities, and leave nobody out. Whoever adds them up has the sum already, so that it is published too.
 */
export function followingFromParts(world: ReleaseWorld, node: AreaTree[number], protecting: ReleasedCount): number {
  const { current, sums } = world.timeline
  const { adds, dataset }: BaseCount = baseCounts[protecting.count]
  const { parts = [] } = sums.find(({ whole }) => whole === current) ?? {}
  if (!adds.overTime || parts.length === 0 || world.unpublishedAreas.has(node.area.code)) return 0
  const isSame = (community: number) =>
    parts.every((part) => world.isSummed(dataset, part, community) === world.isSummed(dataset, current, community))
  const isLeftOut = (community: number) =>
    world.isSummed(dataset, current, community) &&
    ![...parts, current].every((period) => protecting.isSummed(period, community))
  const { level, indexInLevel, area } = node
  if (!area.communities.every((community) => isSame(community) && !isLeftOut(community))) return 0
  return parts.reduce((mask, part) => mask & publishedIn(protecting, part, level, indexInLevel), ~0)
}
