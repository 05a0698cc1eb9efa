import { baseCounts } from '@shequ/schema/measures/base-counts'
import { fewestContributors, smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { cellsWhere } from '../model/cell-masks.js'
import { type CountTables, maskAt } from './count-tables.js'
import { toldRows } from './part-rows.js'
import type { PublishedSums } from './sum-masks.js'
import type { SumArea } from './release-world.js'

/** All cells that a count has in the current period, as a mask. */
export function allCells({ cells, world }: Pick<CountTables, 'cells' | 'world'>): number {
  return cells[world.timeline.current] ?? 0
}

/**
 * The sums to begin with: everything of boroughs and of the city that could be safe; of streets, by years, the totals, the rest where it
 * turns out to be safe.
 */
export function initialSums(counts: CountTables): PublishedSums {
  const { streets, boroughs, city } = counts.world
  const all = counts.part === undefined ? allCells(counts) : toldRows
  const totals = counts.part === undefined ? 1 : toldRows
  const of = (areas: readonly SumArea[], mask: number) =>
    Int32Array.from(areas, (area) => (mask === 0 ? 0 : mask & cellsOfEnough(counts, area)))
  return {
    streets: of(streets, areStreetsSummed(counts) ? totals : 0),
    boroughs: of(boroughs, all),
    city: of([city], all),
  }
}

/** The cells whose sum over an area could be safe: enough communities are summed, and where any may hide theirs, enough do, and count enough. */
function cellsOfEnough(counts: CountTables, area: SumArea): number {
  const { world, hideable, valueOf } = counts
  const { current } = world.timeline
  const summed = contributors(counts, area)
  if (world.unpublishedAreas.has(area.code) || summed.length < fewestContributors) return 0
  if (baseCounts[counts.count].unit === 'fen') return ~0
  return cellsWhere((cell) => {
    const hiding = summed.filter((community) => (maskAt(hideable, current, community) >> cell) & 1)
    const sum = hiding.reduce((total, community) => total + valueOf(current, community, cell), 0)
    return hiding.length === 0 || (hiding.length >= fewestContributors && sum >= smallestCell)
  })
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
  counts: Pick<CountTables, 'earlierSums'> & { readonly sums: PublishedSums },
  periodIndex: number,
  level: Level,
  area: number,
): number {
  const sums = counts.earlierSums[periodIndex] ?? counts.sums
  if (level === 'street') return sums.streets[area] ?? 0
  if (level === 'borough') return sums.boroughs[area] ?? 0
  return level === 'city' ? (sums.city[area] ?? 0) : 0
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
