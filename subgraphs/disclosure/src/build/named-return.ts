import { baseCountNames, baseCounts, type BaseCountName, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { countsOfDatasets } from '@shequ/schema/measures/counts-of-datasets'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { ReturnCell } from '@shequ/schema/returns/measure-return'
import { boundsAround } from '../model/bracket.js'
import { cellsWhere } from '../model/cell-masks.js'
import { maskAt } from '../world/count-tables.js'
import type { ReleasedReturn } from '../model/period-release.js'
import { communityAt, type ReleaseWorld } from '../world/release-world.js'
import { isMixed } from './mixed-magnitude.js'
import { type HiddenFigure, roundAbove } from './hidden-figure.js'
import { type ReleasedCounts, protectingCount, protectingIndex } from './protecting-count.js'

/** What every return of a release says of itself. */
export interface Heading {
  readonly period: string
  readonly releasedAt: string
}

/** A community's own return: the cells that may be known, and for each count which are hidden and what none of those exceeds. */
export function namedReturn(
  world: ReleaseWorld,
  released: ReleasedCounts,
  community: number,
  { period, releasedAt }: Heading,
): ReleasedReturn {
  const { code, levels, smallestCell, values } = communityAt(world, community)
  const { current } = world.timeline
  const grain = grainOfPeriod(period)
  // Of a node's older software, whose counts were entrusted, a return has as many as that knows.
  const told = baseCountNames.slice(0, countsOfDatasets(levels.length))
  const hidden = told.map((count) => hiddenOf(world, released, count, community))
  const cells: ReturnCell[] = []
  const hiddenFigures = told.map((): HiddenFigure[] => [])
  for (let breakdown = 0; breakdown < breakdownCount; breakdown++) {
    const counts: Partial<Record<BaseCountName, number>> = {}
    const bounds: Partial<Record<BaseCountName, readonly [number, number]>> = {}
    for (const [countIndex, count] of told.entries()) {
      const value = values[countIndex * breakdownCount + breakdown] ?? 0
      if (((hidden[countIndex] ?? 0) >> breakdown) & 1) {
        const counted = values[protectingIndex(countIndex) * breakdownCount + breakdown] ?? 0
        hiddenFigures[countIndex]?.push({ value, counted })
        // A community that is excluded from a sum gets bounds, so that the city's total stays narrow.
        if (released.get(count)?.isSummed(current, community) === false && isOfPeople(count))
          bounds[count] = boundsAround(value, smallestCell)
      } else if (value !== 0 && hasBreakdown(count, breakdown, grain)) counts[count] = value
    }
    const isBounded = Object.keys(bounds).length > 0
    if (isBounded || Object.keys(counts).length > 0) cells.push({ breakdown, counts, ...(isBounded && { bounds }) })
  }
  return {
    division: code,
    period,
    kind: 'NAMED',
    version: 1,
    releasedAt,
    levels,
    summed: measuredDatasets.slice(0, levels.length).map((dataset) => world.summed[dataset][community] === 1),
    hidden,
    high: told.map((count, countIndex) =>
      hidden[countIndex] ? roundAbove(count, hiddenFigures[countIndex] ?? [], { of: 'largest', smallestCell }) : 0,
    ),
    cells,
    excludedFromSums: [...released.values()].flatMap(({ count, excludedFromSums }) =>
      excludedFromSums[community] === 1 ? [baseCountNames.indexOf(count)] : [],
    ),
    // No sum tells a community's hidden cell, excluded or not: later releases take all of them for hidden.
    pattern: hidden,
  }
}

/** The cells of a count that a community does not tell, as a mask: of a magnitude that is told mixed alone, all that are not zero. */
export function hiddenOf(
  { communities, timeline }: ReleaseWorld,
  released: ReleasedCounts,
  count: BaseCountName,
  community: number,
): number {
  const counts = protectingCount(released, count)
  if (counts === undefined) return 0
  const hidden = maskAt(counts.hidden, timeline.current, community)
  const first = baseCountNames.indexOf(count) * breakdownCount
  if (!isMixed(count)) return hidden
  return hidden | cellsWhere((cell) => (communities[community]?.values[first + cell] ?? 0) !== 0)
}

/** Whether a count is of people: it is bounded where it is in no sum. */
export function isOfPeople(count: BaseCountName): boolean {
  const { protection }: BaseCount = baseCounts[count]
  return protection.rule === 'count' || protection.rule === 'part'
}
