import { fewestContributors } from '@shequ/schema/measures/disclosure-rules'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { ReleaseWorld, SumArea } from '../world/release-world.js'
import type { AreaTree } from './area-tree.js'

/**
 * Who may read each area's sums, by dataset: nobody (PRIVATE) where fewer than three communities are summed. Everybody, where
 * those that don't share with everybody are none or at least three, in the area and in what is left of it when the sums
 * within are taken away; else the city.
 */
export function sumLevels(world: ReleaseWorld, tree: AreaTree): ReadonlyMap<string, readonly SharingLevel[]> {
  const levels = new Map<string, SharingLevel[]>()
  for (const { area } of tree) {
    const within = tree.filter((other) => other.area !== area && isPartOf(other.area, area)).map((other) => other.area)
    levels.set(
      area.code,
      measuredDatasets.map((dataset, datasetIndex) => {
        const summed = area.communities.filter((community) => world.summed[dataset][community] === 1)
        if (summed.length < fewestContributors) return 'PRIVATE'
        const known = new Set(
          within.flatMap((other) => (levels.get(other.code)?.[datasetIndex] === 'PUBLIC' ? other.communities : [])),
        )
        const reserved = summed.filter((community) => !isPublic(world, dataset, community))
        const left = reserved.filter((community) => !known.has(community))
        return isEnough(reserved.length) && isEnough(left.length) ? 'PUBLIC' : 'CITY'
      }),
    )
  }
  return levels
}

function isEnough(count: number): boolean {
  return count === 0 || count >= fewestContributors
}

function isPublic({ communities }: ReleaseWorld, dataset: MeasuredDataset, community: number): boolean {
  return communities[community]?.levels[measuredDatasets.indexOf(dataset)] === 'PUBLIC'
}

function isPartOf(part: SumArea, whole: SumArea): boolean {
  const first = part.communities[0]
  return first !== undefined && part.communities.length <= whole.communities.length && whole.communities.includes(first)
}
