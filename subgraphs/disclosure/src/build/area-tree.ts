import type { Level } from '../world/released-sums.js'
import type { ReleaseWorld, SumArea } from '../world/release-world.js'

/** All areas over which sums are released, from streets to the city, each with its level and its place there. */
export type AreaTree = readonly { readonly level: Level; readonly place: number; readonly area: SumArea }[]

export function areaTree({ streets, boroughs, city }: ReleaseWorld): AreaTree {
  return [
    ...streets.map((area, place) => ({ level: 'street' as const, place, area })),
    ...boroughs.map((area, place) => ({ level: 'borough' as const, place, area })),
    { level: 'city', place: 0, area: city },
  ]
}
