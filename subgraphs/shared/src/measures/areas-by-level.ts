import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Dimension } from '@shequ/schema/measures/question-values'
import type { AreaGroup, AreaLevel, MeasureFilter } from './measure-query.js'

/** The levels of areas below a city, the largest first. */
export const areaLevels = ['BOROUGH', 'STREET', 'COMMUNITY'] as const

/** The dimensions by which rows are of areas. */
export const areaDimensions: readonly Dimension[] = ['CITY', ...areaLevels]

/** A city without districts is its own borough, so that a prefecture's code may be one's. */
const levels: Readonly<Record<number, AreaLevel>> = { 4: 'BOROUGH', 6: 'BOROUGH', 9: 'STREET', 12: 'COMMUNITY' }

/** The list of a filter that takes the areas of a level. */
export const listOfLevel = { BOROUGH: 'boroughs', STREET: 'streets', COMMUNITY: 'communities' } as const

/** What an area of a level is called in Chinese. */
export const namesOfLevel = { CITY: '市', BOROUGH: '区', STREET: '街道', COMMUNITY: '社区' } as const

/** The column of `area` that names the area of a level. */
export const columnOfLevel = { BOROUGH: 'borough_code', STREET: 'street_code', COMMUNITY: 'community_code' } as const

/** The level of an area below a city; undefined of what is none. */
export function levelOfArea(code: string): AreaLevel | undefined {
  return levels[withoutPadding(code).length]
}

/** The areas of groups, each once. */
export function areasOfGroups(groups: readonly AreaGroup[]): readonly string[] {
  return [...new Set(groups.flatMap(({ codes }) => codes))]
}

/** The areas of groups by their level, each once: the lists of a filter. */
export function areasByLevel(groups: readonly AreaGroup[]): ReadonlyMap<AreaLevel, readonly string[]> {
  const codes = areasOfGroups(groups)
  const found = areaLevels.map((level) => [level, codes.filter((code) => levelOfArea(code) === level)] as const)
  return new Map(found.filter(([, of]) => of.length > 0))
}

/** A filter narrowed to areas of a level. */
export function filterTo(filter: MeasureFilter, level: AreaLevel, codes: readonly string[]): MeasureFilter {
  return { ...filter, [listOfLevel[level]]: codes }
}
