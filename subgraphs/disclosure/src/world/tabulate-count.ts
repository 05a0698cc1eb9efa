import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
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
  const wasExcluded = (periodIndex: number, community: number) =>
    periodIndex !== timeline.current && world.earlierExcluded[periodIndex]?.[community]?.includes(index) === true
  // A whole never stands for others than its parts.
  const excludedFromSums = Uint8Array.from(communities, (_, community) =>
    timeline.periods.some((_, periodIndex) => wasExcluded(periodIndex, community)) ? 1 : 0,
  )
  const masks = () => timeline.periods.map(() => new Int32Array(communities.length))
  const tables: CountTables = {
    count,
    world,
    whole,
    cells,
    excludedFromSums,
    isSummed: (periodIndex, community) =>
      world.isSummed(dataset, periodIndex, community) &&
      (periodIndex === timeline.current ? excludedFromSums[community] !== 1 : !wasExcluded(periodIndex, community)),
    primary: masks(),
    hidden: masks(),
    nonzero: masks(),
    equalToWhole: masks(),
    valueOf: (periodIndex, community, cell) =>
      ((cells[periodIndex] ?? 0) >> cell) & 1
        ? (values[periodIndex]?.valueAt(community, index * breakdownCount + cell) ?? 0)
        : 0,
  }
  const { protection }: BaseCount = baseCounts[count]
  for (let periodIndex = 0; periodIndex < timeline.periods.length; periodIndex++) {
    for (let community = 0; community < communities.length; community++) {
      const must = primaryMask(tables, protection, periodIndex, community)
      const before = earlierHidden[periodIndex]?.[community]?.[index] ?? 0
      const isCurrent = periodIndex === timeline.current
      setMask(
        tables.nonzero,
        periodIndex,
        community,
        cellsWhere((cell) => tables.valueOf(periodIndex, community, cell) > 0),
      )
      setMask(
        tables.equalToWhole,
        periodIndex,
        community,
        cellsWhere((cell) => isEqualToWhole(tables, periodIndex, community, cell)),
      )
      setMask(tables.primary, periodIndex, community, isCurrent ? must : must & before)
      const withheld = communities[community]?.withheld?.[index] ?? 0
      setMask(
        tables.hidden,
        periodIndex,
        community,
        isCurrent ? must | withheld | hiddenWithWhole(tables, community) : before,
      )
    }
  }
  return tables
}

function isEqualToWhole(
  { whole, valueOf }: CountTables,
  periodIndex: number,
  community: number,
  cell: number,
): boolean {
  return whole !== undefined && valueOf(periodIndex, community, cell) >= whole.valueOf(periodIndex, community, cell)
}

/** A part is hidden where its whole is. */
function hiddenWithWhole({ whole, world, nonzero }: CountTables, community: number): number {
  const { current } = world.timeline
  return whole === undefined ? 0 : maskAt(whole.hidden, current, community) & maskAt(nonzero, current, community)
}
