import type { Level } from '../world/published-sums.js'
import type { ReleaseWorld, SumArea } from '../world/release-world.js'

/** All areas over which sums are released, from streets to the city, each with its level and its index among those of its level. */
export type AreaTree = readonly { readonly level: Level; readonly indexInLevel: number; readonly area: SumArea }[]

/** Lists the areas of a world from the narrowest to the widest, so that what lies within an area comes before it. */
export function areaTree({ streets, boroughs, city }: ReleaseWorld): AreaTree {
  return [
    ...streets.map((area, indexInLevel) => ({ level: 'street' as const, indexInLevel, area })),
    ...boroughs.map((area, indexInLevel) => ({ level: 'borough' as const, indexInLevel, area })),
    { level: 'city', indexInLevel: 0, area: city },
  ]
}
