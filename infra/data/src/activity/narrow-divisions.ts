import type { BoroughDivision, Divisions } from '../divisions/divisions.js'

const BOROUGHS = 2
const STREETS = 4
const COMMUNITIES_PER_STREET = 5

/**
 * A city cut down for tests: its first and last borough, four streets of each and five communities of each street, spread evenly, so
 * that centre and outskirts, committees and villages are all there. 40 communities, fewer in a city that has fewer.
 */
export function narrowDivisions(divisions: Divisions): Divisions {
  const counts = new Map<string, number>()
  for (const { streetCode } of divisions.communities) counts.set(streetCode, (counts.get(streetCode) ?? 0) + 1)
  const streetsOf = (borough: string, least: number) =>
    divisions.streets.filter(({ code, boroughCode }) => boroughCode === borough && (counts.get(code) ?? 0) >= least)
  const isLarge = ({ code }: BoroughDivision) => streetsOf(code, COMMUNITIES_PER_STREET).length >= STREETS
  const large = divisions.boroughs.filter(isLarge)
  const boroughs = spread(large.length >= BOROUGHS ? large : divisions.boroughs, BOROUGHS)
  const least = large.length >= BOROUGHS ? COMMUNITIES_PER_STREET : 1
  const streets = boroughs.flatMap(({ code }) => spread(streetsOf(code, least), STREETS))
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
