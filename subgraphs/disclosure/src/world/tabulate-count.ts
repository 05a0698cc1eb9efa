import {
  type BaseCount,
  type BaseCountName,
  baseCountNames,
  baseCounts,
  hasBreakdown,
} from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { cellsWhere } from '../model/cell-masks.js'
import { type CountTables, maskAt, setMask } from './count-tables.js'
import { primaryMask } from './primary-mask.js'
import type { ReleaseWorld } from './release-world.js'

/** The tables of a count: what must be hidden is worked out, what else is hidden in the current period is still open. */
export function tabulateCount(world: ReleaseWorld, count: BaseCountName, whole: CountTables | undefined): CountTables {
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

function isFull({ whole, valueOf }: CountTables, place: number, community: number, cell: number): boolean {
  return whole !== undefined && valueOf(place, community, cell) >= whole.valueOf(place, community, cell)
}

/** A part is hidden where its whole is. */
function hiddenWithWhole({ whole, world, nonzero }: CountTables, community: number): number {
  const { current } = world.timeline
  return whole === undefined ? 0 : maskAt(whole.hidden, current, community) & maskAt(nonzero, current, community)
}
