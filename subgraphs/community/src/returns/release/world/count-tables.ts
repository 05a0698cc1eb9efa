import {
  type BaseCount,
  type BaseCountName,
  baseCountNames,
  baseCounts,
  hasBreakdown,
} from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { cellsWhere } from './cell-masks.js'
import { primaryMask } from './primary-mask.js'
import type { ReleaseWorld } from './release-world.js'

/** One protected count of all communities, in all periods that hang together with the one that is released. */
export interface CountTables {
  readonly count: BaseCountName
  readonly world: ReleaseWorld
  /** The count of which this one is a part. */
  readonly whole: CountTables | undefined
  /** By period: the cells that the count has, as a mask. */
  readonly cells: readonly number[]
  /** By period, then by community, masks of cells: those that must not be known, and those that are hidden. */
  readonly primary: readonly Int32Array[]
  readonly hidden: readonly Int32Array[]
  /** Likewise: those above zero, and those of a part that are all of its whole. */
  readonly nonzero: readonly Int32Array[]
  readonly full: readonly Int32Array[]
  /** By community: whether its hidden cells are kept out of the count's sums of the current period, since nobody makes up for it. */
  readonly apart: Uint8Array
  /** Whether a community's hidden cells are in the count's sums of a period. */
  readonly isSummed: (place: number, community: number) => boolean
  /** A community's count of a cell in a period. */
  readonly valueOf: (place: number, community: number, cell: number) => number
}

/** The tables of a count: what must be hidden is worked out, what else is hidden in the current period is still open. */
export function countTablesOf(world: ReleaseWorld, count: BaseCountName, whole: CountTables | undefined): CountTables {
  const { timeline, communities, values, earlierHidden } = world
  const index = baseCountNames.indexOf(count)
  const cells = timeline.periods.map((period) => cellsWhere((cell) => hasBreakdown(count, cell, grainOfPeriod(period))))
  const { dataset } = baseCounts[count]
  const wasApart = (place: number, community: number) =>
    place !== timeline.current && world.earlierApart[place]?.[community]?.includes(index) === true
  // A whole never stands for others than its parts.
  const apart = Uint8Array.from(communities, (_, community) =>
    timeline.periods.some((_, place) => wasApart(place, community)) ? 1 : 0,
  )
  const masks = () => timeline.periods.map(() => new Int32Array(communities.length))
  const tables: CountTables = {
    count,
    world,
    whole,
    cells,
    apart,
    isSummed: (place, community) =>
      world.isSummed(dataset, place, community) &&
      (place === timeline.current ? apart[community] !== 1 : !wasApart(place, community)),
    primary: masks(),
    hidden: masks(),
    nonzero: masks(),
    full: masks(),
    valueOf: (place, community, cell) =>
      ((cells[place] ?? 0) >> cell) & 1 ? (values[place]?.valueAt(community, index * breakdownCount + cell) ?? 0) : 0,
  }
  const { protection }: BaseCount = baseCounts[count]
  for (let place = 0; place < timeline.periods.length; place++) {
    for (let community = 0; community < communities.length; community++) {
      const must = primaryMask(tables, protection, place, community)
      const before = earlierHidden[place]?.[community]?.[index] ?? 0
      const isCurrent = place === timeline.current
      setMask(
        tables.nonzero,
        place,
        community,
        cellsWhere((cell) => tables.valueOf(place, community, cell) > 0),
      )
      setMask(
        tables.full,
        place,
        community,
        cellsWhere((cell) => isFull(tables, place, community, cell)),
      )
      setMask(tables.primary, place, community, isCurrent ? must : must & before)
      const withheld = communities[community]?.withheld?.[index] ?? 0
      setMask(
        tables.hidden,
        place,
        community,
        isCurrent ? must | withheld | hiddenWithWhole(tables, community) : before,
      )
    }
  }
  return tables
}

/** Reads a mask. */
export function maskAt(masks: readonly Int32Array[], place: number, community: number): number {
  return masks[place]?.[community] ?? 0
}

/** Writes a mask. */
export function setMask(masks: readonly Int32Array[], place: number, community: number, mask: number): void {
  const row = masks[place]
  if (row !== undefined) row[community] = mask
}

/** Hides cells of a community in the current period, beside what is hidden. */
export function hideCells({ hidden, world }: CountTables, community: number, cells: number): void {
  const { current } = world.timeline
  setMask(hidden, current, community, maskAt(hidden, current, community) | cells)
}

function isFull({ whole, valueOf }: CountTables, place: number, community: number, cell: number): boolean {
  return whole !== undefined && valueOf(place, community, cell) >= whole.valueOf(place, community, cell)
}

/** A part is hidden where its whole is. */
function hiddenWithWhole({ whole, world, nonzero }: CountTables, community: number): number {
  const { current } = world.timeline
  return whole === undefined ? 0 : maskAt(whole.hidden, current, community) & maskAt(nonzero, current, community)
}
