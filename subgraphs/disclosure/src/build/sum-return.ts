import { smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { type Level, publishedIn } from '../world/published-sums.js'
import { boundsAround } from '../model/bracket.js'
import type { ReleasedCount } from './released-count.js'
import type { ReleasedReturn } from '../model/period-release.js'
import { maskAt } from '../world/count-tables.js'
import { type ReleaseWorld, type SumArea, communityAt } from '../world/release-world.js'
import { isMixed, toldMixed } from './mixed-magnitude.js'
import { type Heading, hiddenOf, isOfPeople } from './named-return.js'
import { type HiddenFigure, roundAbove } from './hidden-figure.js'
import { type ReleasedCounts, protectingCount, protectingIndex } from './protecting-count.js'
import { type AreaTree, areaTree } from './area-tree.js'
import { followingFromParts } from './follows-from-parts.js'
import { sumLevels } from './sum-levels.js'

/** The sums of all streets, boroughs and the city over the communities that share a dataset with the city. */
export function sumReturns(world: ReleaseWorld, released: ReleasedCounts, heading: Heading): ReleasedReturn[] {
  const tree = areaTree(world)
  const levelsOf = sumLevels(world, tree)
  const sums = summedCounts(world, released)
  return tree.flatMap((node) => {
    const levels = levelsOf.get(node.area.code) ?? []
    if (levels.every((level) => level === 'PRIVATE')) return []
    return [sumReturn(world, sums, node, levels, heading)]
  })
}

function sumReturn(
  world: ReleaseWorld,
  sums: readonly SummedCount[],
  node: AreaTree[number],
  levels: MeasureReturn['levels'],
  { period, releasedAt }: Heading,
): ReleasedReturn {
  const { level, area } = node
  const published = sums.map((count) => publishedBy(world, node, count))
  const grain = grainOfPeriod(period)
  const hidden = baseCountNames.map(() => 0)
  const pattern = baseCountNames.map(() => 0)
  const cells: ReturnCell[] = []
  for (let breakdown = 0; breakdown < breakdownCount; breakdown++) {
    const counts: Partial<Record<BaseCountName, number>> = {}
    const bounds: Partial<Record<BaseCountName, readonly [number, number]>> = {}
    for (const summed of sums) {
      const { count, countIndex } = summed
      if (
        !hasBreakdown(count, breakdown, grain) ||
        levels[measuredDatasets.indexOf(baseCounts[count].dataset)] === 'PRIVATE'
      )
        continue
      const figure = { ...summed, breakdown }
      const total = sumOver(world, area, figure)
      const rest = isIn(published[countIndex] ?? 0, breakdown) ? [] : unknownRest(world, { level, area }, figure)
      const left = leftOut(world, area, figure)
      if (rest.length > 0) pattern[countIndex] = (pattern[countIndex] ?? 0) | (1 << breakdown)
      if (rest.length > 0 || left.length > 0) {
        hidden[countIndex] = (hidden[countIndex] ?? 0) | (1 << breakdown)
        const known = total - sumOf(rest) - sumOf(left)
        const above = rest.length > 0 ? roundAbove(count, rest, { of: 'sum', smallestCell }) : 0
        const around = left.map((one) => boundsOfLeftOut(count, one))
        bounds[count] = [
          around.reduce((low, [least]) => low + least, known),
          around.reduce((high, [, most]) => high + most, known + above),
        ]
      } else if (total !== 0) counts[count] = total
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
    excludedFromSums: [],
    pattern,
  }
}

/** A count that is summed, with the count whose hiding it follows. */
interface SummedCount {
  readonly count: BaseCountName
  readonly countIndex: number
  readonly protecting: ReleasedCount | undefined
  /** The cells that a community does not tell, and those of an area's sum that may be published, as masks. */
  readonly hiddenOf: (community: number) => number
  readonly toldIn: (level: Level, area: number) => number
}

function summedCounts(world: ReleaseWorld, released: ReleasedCounts): readonly SummedCount[] {
  return baseCountNames.map((count, countIndex) => {
    const hidden = world.communities.map((_, community) => hiddenOf(world, released, count, community))
    const protecting = protectingCount(released, count)
    return {
      count,
      countIndex,
      protecting,
      hiddenOf: (community) => hidden[community] ?? 0,
      toldIn: protecting !== undefined && isMixed(count) ? toldMixed(world, count, protecting) : () => ~0,
    }
  })
}

/** The cells of an area's sum that are published, as a mask. */
function publishedBy(
  world: ReleaseWorld,
  node: AreaTree[number],
  { protecting, toldIn }: Pick<SummedCount, 'protecting' | 'toldIn'>,
): number {
  if (protecting === undefined) return ~0
  const decided = publishedIn(protecting, world.timeline.current, node.level, node.indexInLevel)
  return (decided | followingFromParts(world, node, protecting)) & toldIn(node.level, node.indexInLevel)
}

/** A cell of a count that is summed. */
interface Figure extends SummedCount {
  readonly breakdown: number
}

/** A community's value of a figure in the current period. */
function valueOf({ communities }: ReleaseWorld, community: number, { countIndex, breakdown }: Figure): number {
  return communities[community]?.values[countIndex * breakdownCount + breakdown] ?? 0
}

function sumOver(world: ReleaseWorld, { communities }: SumArea, figure: Figure): number {
  const summed = world.summed[baseCounts[figure.count].dataset]
  let sum = 0
  for (const community of communities) if (summed[community] === 1) sum += valueOf(world, community, figure)
  return sum
}

/**
 * What of an area's sum nobody can work out from the communities' own cells and from the sums of the areas within: the
 * hidden cells of communities that none of those sums stands for.
 */
function unknownRest(
  world: ReleaseWorld,
  { level, area }: { readonly level: Level; readonly area: SumArea },
  figure: Figure,
): readonly HiddenFigure[] {
  const { protecting, breakdown, toldIn } = figure
  if (protecting === undefined) return []
  const { current } = world.timeline
  const isPublished = (within: Level, area: number) =>
    isIn(publishedIn(protecting, current, within, area) & toldIn(within, area), breakdown)
  const summed = world.summed[baseCounts[figure.count].dataset]
  const rest: HiddenFigure[] = []
  for (const community of area.communities) {
    if (summed[community] !== 1 || !isIn(figure.hiddenOf(community), breakdown) || isLeftOut(world, community, figure))
      continue
    if (level !== 'street' && isPublished('street', world.streetOf[community] ?? 0)) continue
    if (level === 'city' && isPublished('borough', world.boroughOf[community] ?? 0)) continue
    rest.push(hiddenFigure(world, community, figure))
  }
  return rest
}

/** A hidden figure of a community that is excluded from sums, with the smallest count that it shows. */
interface LeftOutFigure extends HiddenFigure {
  readonly smallestCell: number
}

/** The bounds of what a sum leaves out: of people those that the community's own return tells, of others a round number. */
function boundsOfLeftOut(count: BaseCountName, figure: LeftOutFigure): readonly [low: number, high: number] {
  if (isOfPeople(count)) return boundsAround(figure.value, figure.smallestCell)
  return [0, roundAbove(count, [figure], { of: 'sum', smallestCell })]
}

/** What communities that are excluded from sums hide of an area's sum. */
function leftOut(world: ReleaseWorld, area: SumArea, figure: Figure): readonly LeftOutFigure[] {
  const { protecting, count } = figure
  if (protecting === undefined) return []
  const left: LeftOutFigure[] = []
  const summed = world.summed[baseCounts[count].dataset]
  for (const community of area.communities) {
    if (summed[community] !== 1 || !isLeftOut(world, community, figure)) continue
    left.push({
      ...hiddenFigure(world, community, figure),
      smallestCell: communityAt(world, community).smallestCell,
    })
  }
  return left
}

/** Whether sums leave out what a community hides of a cell. */
function isLeftOut({ timeline }: ReleaseWorld, community: number, { protecting, breakdown }: Figure): boolean {
  if (protecting?.excludedFromSums[community] !== 1) return false
  return isIn(maskAt(protecting.hidden, timeline.current, community), breakdown)
}

function hiddenFigure(world: ReleaseWorld, community: number, figure: Figure): HiddenFigure {
  const counted = valueOf(world, community, { ...figure, countIndex: protectingIndex(figure.countIndex) })
  return { value: valueOf(world, community, figure), counted }
}

function sumOf(figures: readonly HiddenFigure[]): number {
  return figures.reduce((sum, { value }) => sum + value, 0)
}

function isIn(mask: number, breakdown: number): boolean {
  return ((mask >> breakdown) & 1) === 1
}
