import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import { joinedMask, toldRows } from './part-rows.js'
import type { PublishedSums } from './sum-masks.js'
import type { ReleaseWorld, SumArea } from './release-world.js'

/** Which sums of a count were published of the periods that were released before: by period; undefined of the current one. */
export function earlierSumsOf(
  { timeline, streets, boroughs, city, earlierUnpublished }: ReleaseWorld,
  count: BaseCountName,
  part: BaseCountName | undefined,
): readonly (PublishedSums | undefined)[] {
  return timeline.periods.map((_, periodIndex) => {
    if (periodIndex === timeline.current) return undefined
    const publishedOf = ({ code }: SumArea) => {
      const unpublished = earlierUnpublished[periodIndex]?.get(code)
      if (unpublished === undefined) return 0
      const own = unpublished[baseCountNames.indexOf(count)] ?? 0
      if (part === undefined) return ~own
      return toldRows & ~joinedMask(own, unpublished[baseCountNames.indexOf(part)] ?? 0)
    }
    const of = (areas: readonly SumArea[]) => Int32Array.from(areas, publishedOf)
    return { streets: of(streets), boroughs: of(boroughs), city: of([city]) }
  })
}
