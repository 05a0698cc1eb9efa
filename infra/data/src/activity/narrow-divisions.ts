import type { Divisions } from '../divisions/divisions.js'

const STREETS = 4
const COMMUNITIES_PER_STREET = 5

/**
 * A city cut down for tests: its first and last borough, four streets of each and five communities of each street, spread evenly, so
 * that centre and outskirts, committees and villages are all there. Some 40 communities.
 */
export function narrowDivisions(divisions: Divisions): Divisions {
  const boroughs = spread(divisions.boroughs, 2)
  const sizes = new Map<string, number>()
  for (const { streetCode } of divisions.communities) sizes.set(streetCode, (sizes.get(streetCode) ?? 0) + 1)
  const streets = boroughs.flatMap(({ code }) =>
    spread(
      divisions.streets.filter(
        (street) => street.boroughCode === code && (sizes.get(street.code) ?? 0) >= COMMUNITIES_PER_STREET,
      ),
      STREETS,
    ),
  )
  const communities = streets.flatMap(({ code }) =>
    spread(
      divisions.communities.filter((community) => community.streetCode === code),
      COMMUNITIES_PER_STREET,
    ),
  )
  return { ...divisions, boroughs, streets, communities, changes: [] }
}

/** `count` of the items, from the first to the last at equal distances; all when there are no more. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items]
  const step = (items.length - 1) / (count - 1)
  return items.filter((_item, index) => Math.round(Math.round(index / step) * step) === index)
}
