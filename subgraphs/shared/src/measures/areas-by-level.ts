import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { AreaGroup, AreaLevel, MeasureFilter } from './measure-query.js'

/** A city without districts is its own borough, so that a prefecture's code may be one's. */
const levels: Readonly<Record<number, AreaLevel>> = { 4: 'BOROUGH', 6: 'BOROUGH', 9: 'STREET', 12: 'COMMUNITY' }

/** The list of a filter that takes the areas of a level. */
export const listOfLevel = { BOROUGH: 'boroughs', STREET: 'streets', COMMUNITY: 'communities' } as const

/** The level of an area below a city; undefined of what is none. */
export function levelOfArea(code: string): AreaLevel | undefined {
  return levels[withoutPadding(code).length]
}

/** The areas of groups by their level, each once: the lists of a filter. */
export function areasByLevel(groups: readonly AreaGroup[]): ReadonlyMap<AreaLevel, readonly string[]> {
  const codes = [...new Set(groups.flatMap((group) => group.codes))]
  const found = (['BOROUGH', 'STREET', 'COMMUNITY'] as const).map(
    (level) => [level, codes.filter((code) => levelOfArea(code) === level)] as const,
  )
  return new Map(found.filter(([, of]) => of.length > 0))
}

/** A filter narrowed to areas of a level. */
export function filterTo(filter: MeasureFilter, level: AreaLevel, codes: readonly string[]): MeasureFilter {
  return { ...filter, [listOfLevel[level]]: codes }
}
