import {
  type BaseCountName,
  baseCountNames,
  baseCounts,
  hasBreakdown,
  measuredDatasets,
} from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { bracketAbove } from '../bracket.js'
import { type Level, releasedIn } from '../sums/released-sums.js'
import { maskAt } from '../world/count-tables.js'
import type { ReleaseWorld, SumArea } from '../world/release-world.js'
import type { Heading } from './named-return.js'
import { type ReleasedCounts, protectingCount } from './protecting-count.js'
import { type AreaTree, areaTree } from './area-tree.js'
import { sumLevels } from './sum-levels.js'

/** The sums of all streets, boroughs and the city over the communities that share a dataset with the city. */
export function sumReturns(world: ReleaseWorld, released: ReleasedCounts, heading: Heading): MeasureReturn[] {
  const tree = areaTree(world)
  const levelsOf = sumLevels(world, tree)
  return tree.flatMap((node) => {
    const levels = levelsOf.get(node.area.code) ?? []
    if (levels.every((level) => level === 'PRIVATE')) return []
    return [sumReturn(world, released, node, levels, heading)]
  })
}

function sumReturn(
  world: ReleaseWorld,
  released: ReleasedCounts,
  { level, place, area }: AreaTree[number],
  levels: MeasureReturn['levels'],
  { period, releasedAt }: Heading,
): MeasureReturn {
  const { current } = world.timeline
  const grain = grainOfPeriod(period)
  const hidden = baseCountNames.map(() => 0)
  const cells: ReturnCell[] = []
  for (let breakdown = 0; breakdown < breakdownCount; breakdown++) {
    const counts: Partial<Record<BaseCountName, number>> = {}
    const bounds: Partial<Record<BaseCountName, readonly [number, number]>> = {}
    for (const [index, count] of baseCountNames.entries()) {
      if (
        !hasBreakdown(count, breakdown, grain) ||
        levels[measuredDatasets.indexOf(baseCounts[count].dataset)] === 'PRIVATE'
      )
        continue
      const protecting = protectingCount(released, count)
      const total = sumOver(world, area, index, breakdown)
      const isReleased =
        protecting === undefined || ((releasedIn(protecting, current, level, place) >> breakdown) & 1) === 1
      if (isReleased) {
        if (total !== 0) counts[count] = total
        continue
      }
      const rest = unknownRest(world, released, { level, area }, count, index, breakdown)
      if (rest === 0) {
        if (total !== 0) counts[count] = total
        continue
      }
      hidden[index] = (hidden[index] ?? 0) | (1 << breakdown)
      bounds[count] = [total - rest, total - rest + bracketAbove(rest, 11)]
    }
    const isBounded = Object.keys(bounds).length > 0
    if (isBounded || Object.keys(counts).length > 0) cells.push({ breakdown, counts, ...(isBounded && { bounds }) })
  }
  return {
    division: area.code,
    period,
    kind: 'SUM',
    version: 1,
    releasedAt,
    levels,
    summed: [],
    hidden,
    high: baseCountNames.map(() => 0),
    cells,
  }
}

function sumOver(world: ReleaseWorld, area: SumArea, index: number, breakdown: number): number {
  const { current } = world.timeline
  const count = baseCountNames[index]
  const summed = count === undefined ? new Uint8Array() : world.summed[baseCounts[count].dataset]
  let sum = 0
  for (const community of area.communities)
    if (summed[community] === 1) sum += world.values[current]?.[community]?.[index * breakdownCount + breakdown] ?? 0
  return sum
}

/**
 * What of an area's sum nobody can work out from the communities' own cells and from the sums of the areas within: the
 * hidden cells of communities that none of those sums stands for.
 */
function unknownRest(
  world: ReleaseWorld,
  released: ReleasedCounts,
  { level, area }: { readonly level: Level; readonly area: SumArea },
  count: BaseCountName,
  index: number,
  breakdown: number,
): number {
  const protecting = protectingCount(released, count)
  if (protecting === undefined) return 0
  const { current } = world.timeline
  const summed = world.summed[baseCounts[count].dataset]
  const isKnown = (community: number) =>
    !((maskAt(protecting.hidden, current, community) >> breakdown) & 1) ||
    (level !== 'street' &&
      isIn(releasedIn(protecting, current, 'street', world.streetOf[community] ?? 0), breakdown)) ||
    (level === 'city' && isIn(releasedIn(protecting, current, 'borough', world.boroughOf[community] ?? 0), breakdown))
  let rest = 0
  for (const community of area.communities) {
    if (summed[community] === 1 && !isKnown(community))
      rest += world.values[current]?.[community]?.[index * breakdownCount + breakdown] ?? 0
  }
  return rest
}

function isIn(mask: number, breakdown: number): boolean {
  return ((mask >> breakdown) & 1) === 1
}
