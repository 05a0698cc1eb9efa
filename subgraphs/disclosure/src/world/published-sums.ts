import { fewestContributors } from '@shequ/schema/measures/disclosure-rules'
import { baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { cellsWhere } from '../model/cell-masks.js'
import type { CountTables } from './count-tables.js'
import type { SumArea } from './release-world.js'

/** Which sums of a count are published in the current period: masks of cells, by street, by borough, and of the city. */
export interface PublishedSums {
  readonly streets: Int32Array
  readonly boroughs: Int32Array
  readonly city: Int32Array
}

/** All cells that a count has in the current period, as a mask. */
export function allCells({ count, world }: Pick<CountTables, 'count' | 'world'>): number {
  const { periods, current } = world.timeline
  const grain = grainOfPeriod(periods[current] ?? '')
  return cellsWhere((cell) => hasBreakdown(count, cell, grain))
}

/** The sums to begin with: everything of boroughs and of the city; of streets, by years, the totals, the rest where it turns out to be safe. */
export function initialSums(counts: CountTables): PublishedSums {
  const { streets, boroughs, city } = counts.world
  const all = allCells(counts)
  const isPublished = (area: SumArea) =>
    !counts.world.unpublishedAreas.has(area.code) && contributors(counts, area).length >= fewestContributors
  const of = (areas: readonly SumArea[], mask: number) =>
    Int32Array.from(areas, (area) => (isPublished(area) ? mask : 0))
  return { streets: of(streets, areStreetsSummed(counts) ? 1 : 0), boroughs: of(boroughs, all), city: of([city], all) }
}

/**
 * Whether counts are summed by street in the current period: by years only. Within a street too few communities would be left to
 * compensate what shorter periods say of each other.
 */
export function areStreetsSummed({ world }: Pick<CountTables, 'world'>): boolean {
  const { periods, current } = world.timeline
  return grainOfPeriod(periods[current] ?? '') === 'YEAR'
}

/** The communities of an area whose records of the count's dataset are summed. */
export function contributors(
  { world, isSummed }: Pick<CountTables, 'world' | 'isSummed'>,
  area: SumArea,
): readonly number[] {
  return area.communities.filter((community) => isSummed(world.timeline.current, community))
}

/** The levels at which sums are published, from the narrowest. Nobody's sums are published `nowhere`. */
export const levels = ['street', 'borough', 'city', 'nowhere'] as const
/** One of these levels. */
export type Level = (typeof levels)[number]

/** The sums of an area that were, or now are, published in a period: a mask of cells. */
export function publishedIn(
  counts: CountTables & { readonly sums: PublishedSums },
  periodIndex: number,
  level: Level,
  area: number,
): number {
  const { world, count } = counts
  if (level === 'nowhere') return 0
  const areas = level === 'street' ? world.streets : level === 'borough' ? world.boroughs : [world.city]
  if (periodIndex === world.timeline.current) {
    const masks =
      level === 'street' ? counts.sums.streets : level === 'borough' ? counts.sums.boroughs : counts.sums.city
    return masks[area] ?? 0
  }
  const unpublished = world.earlierUnpublished[periodIndex]?.get(areas[area]?.code ?? '')
  return unpublished === undefined ? 0 : ~(unpublished[baseCountNames.indexOf(count)] ?? 0)
}

/** The index, among the areas of a level, of the one in which a community lies. */
export function areaOf({ world }: CountTables, level: Level, community: number): number {
  if (level === 'street') return world.streetOf[community] ?? 0
  return level === 'borough' ? (world.boroughOf[community] ?? 0) : 0
}

/** The communities of an area of a level; those of the city where it has no boroughs. */
export function membersOf({ world }: CountTables, level: Level, area: number): readonly number[] {
  if (level === 'street') return world.streets[area]?.communities ?? []
  return (level === 'borough' ? world.boroughs[area]?.communities : undefined) ?? world.city.communities
}
