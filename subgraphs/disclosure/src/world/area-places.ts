import type { ReleaseWorld } from './release-world.js'
import type { Level } from './released-sums.js'

// Streets, boroughs and the city are numbered on from one another, so that a narrower area has a smaller place.

/** The place of an area of a level. */
export function placeOf({ streets, boroughs }: ReleaseWorld, level: Exclude<Level, 'nowhere'>, area: number): number {
  if (level === 'street') return area
  return streets.length + (level === 'borough' ? area : boroughs.length)
}

/** The level of the area at a place. */
export function levelAt({ streets, boroughs }: ReleaseWorld, place: number): Exclude<Level, 'nowhere'> {
  if (place < streets.length) return 'street'
  return place < streets.length + boroughs.length ? 'borough' : 'city'
}

/** The communities of the area at a place. */
export function membersAt({ streets, boroughs, city }: ReleaseWorld, place: number): readonly number[] {
  return (streets[place] ?? boroughs[place - streets.length] ?? city).communities
}
