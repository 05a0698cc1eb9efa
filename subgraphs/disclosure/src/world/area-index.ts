import type { ReleaseWorld } from './release-world.js'
import type { Level } from './published-sums.js'

// Streets, boroughs and the city are numbered on from one another, so that a narrower area has a smaller index.

/** The index, among the areas of all levels, of an area of a level. */
export function areaIndexOf(
  { streets, boroughs }: ReleaseWorld,
  level: Exclude<Level, 'nowhere'>,
  area: number,
): number {
  if (level === 'street') return area
  return streets.length + (level === 'borough' ? area : boroughs.length)
}

/** The level of the area of an index. */
export function levelAt({ streets, boroughs }: ReleaseWorld, areaIndex: number): Exclude<Level, 'nowhere'> {
  if (areaIndex < streets.length) return 'street'
  return areaIndex < streets.length + boroughs.length ? 'borough' : 'city'
}

/** The communities of the area of an index. */
export function membersAt({ streets, boroughs, city }: ReleaseWorld, areaIndex: number): readonly number[] {
  return (streets[areaIndex] ?? boroughs[areaIndex - streets.length] ?? city).communities
}
