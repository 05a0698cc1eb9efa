import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { cellsWhere } from '../model/cell-masks.js'
import { type CountTables, maskAt, setMask } from './count-tables.js'
import { earlierSumsOf } from './earlier-sums.js'
import { joinedMask, partCell, partRows, partWithin, restCell } from './part-rows.js'
import { primaryMask } from './primary-mask.js'
import type { ReleaseWorld } from './release-world.js'
import { structuralZeros } from './structural-zeros.js'

/**
 * The tables of a count: what must be hidden is worked out, what else is hidden in the current period is still open.
 *
 * @param whole the count of which it is a part that is not protected with it
 * @param zeros whether zeros are hidden as other small counts are
 */
export function tabulateCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: CountTables | undefined,
  zeros = true,
): CountTables {
  const { timeline, communities } = world
  const part = partWithin(count)
  const cells = timeline.periods.map((period) =>
    part === undefined ? cellsWhere((cell) => hasBreakdown(count, cell, grainOfPeriod(period))) : partRows,
  )
  const masks = () => timeline.periods.map(() => new Int32Array(communities.length))
  const tables = {
    count,
    part,
    world,
    whole,
    cells,
    ...whoIsSummed(world, count),
    valueOf: valuesIn(world, count, part, cells),
    earlierSums: earlierSumsOf(world, count, part),
    primary: masks(),
    hidden: masks(),
    hideable: masks(),
    atLeast: { 1: masks(), 2: masks(), 3: masks() },
  }
  for (const periodIndex of timeline.periods.keys()) {
    const areZerosHidden = zeros && !isNowhere(tables, periodIndex)
    for (const community of communities.keys()) fillIn(tables, periodIndex, community, areZerosHidden)
  }
  return tables
}

/** In so many communities at least, that there was nothing of a count in any of them tells of none: there was no round of it. */
const fewestForNone = 100

/** Whether there was nothing of a count in a period in a whole city. */
function isNowhere({ world, valueOf }: CountTables, periodIndex: number): boolean {
  const { communities } = world
  return communities.length >= fewestForNone && communities.every((_, index) => valueOf(periodIndex, index, 0) === 0)
}

function fillIn(tables: CountTables, periodIndex: number, community: number, zeros: boolean): void {
  const { count, part, world, whole, cells, valueOf } = tables
  const { protection }: BaseCount = baseCounts[count]
  const { current } = world.timeline
  const put = (masks: readonly Int32Array[], mask: number) => setMask(masks, periodIndex, community, mask)
  const has = cells[periodIndex] ?? 0
  for (const times of [1, 2, 3] as const)
    put(
      tables.atLeast[times],
      cellsWhere((cell) => valueOf(periodIndex, community, cell) >= times),
    )
  const told = zeros
    ? structuralZeros(world, count, periodIndex, community)
    : ~maskAt(tables.atLeast[1], periodIndex, community)
  put(tables.hideable, has & ~told)
  const must = primaryMask(tables, protection, periodIndex, community)
  const known =
    periodIndex === current ? world.communities[community]?.withheld : world.earlierHidden[periodIndex]?.[community]
  const before = hiddenBefore(known, count, part)
  put(tables.primary, periodIndex === current ? must : must & before)
  // The rest is told nowhere, whether or not it can be worked out.
  const untold = part === undefined ? 0 : (1 << restCell) & maskAt(tables.hideable, periodIndex, community)
  const now = periodIndex === current ? must | hiddenWithWhole(whole, tables, community) : 0
  put(tables.hidden, before | untold | now)
}

/** What was hidden before: masks in the order of the base counts. */
function hiddenBefore(masks: readonly number[] = [], count: BaseCountName, part: BaseCountName | undefined): number {
  const own = masks[baseCountNames.indexOf(count)] ?? 0
  return part === undefined ? own : joinedMask(own, masks[baseCountNames.indexOf(part)] ?? 0)
}

/** A part is hidden where its whole is. */
function hiddenWithWhole(whole: CountTables | undefined, { world, hideable }: CountTables, community: number): number {
  const { current } = world.timeline
  return (whole?.hidden[current]?.[community] ?? 0) & (hideable[current]?.[community] ?? 0)
}

function valuesIn(
  { values }: ReleaseWorld,
  count: BaseCountName,
  part: BaseCountName | undefined,
  cells: readonly number[],
): CountTables['valueOf'] {
  const first = baseCountNames.indexOf(count) * breakdownCount
  if (part === undefined)
    return (periodIndex, community, cell) =>
      ((cells[periodIndex] ?? 0) >> cell) & 1 ? (values[periodIndex]?.valueAt(community, first + cell) ?? 0) : 0
  const ofPart = baseCountNames.indexOf(part) * breakdownCount
  return (periodIndex, community, cell) => {
    const inPeriod = values[periodIndex]
    if (inPeriod === undefined || !((partRows >> cell) & 1)) return 0
    const inPart = cell === 0 ? 0 : inPeriod.valueAt(community, ofPart)
    if (cell === partCell) return inPart
    const all = inPeriod.valueAt(community, first)
    return cell === restCell ? all - inPart : all
  }
}

/** Whose hidden cells are in the count's sums, by period: a whole never stands for others than its parts. */
function whoIsSummed(world: ReleaseWorld, count: BaseCountName): Pick<CountTables, 'excludedFromSums' | 'isSummed'> {
  const { timeline, communities } = world
  const { dataset } = baseCounts[count]
  const index = baseCountNames.indexOf(count)
  const wasExcluded = (periodIndex: number, community: number) =>
    periodIndex !== timeline.current && world.earlierExcluded[periodIndex]?.[community]?.includes(index) === true
  const excludedFromSums = Uint8Array.from(communities, (_, community) =>
    timeline.periods.some((_, periodIndex) => wasExcluded(periodIndex, community)) ? 1 : 0,
  )
  return {
    excludedFromSums,
    isSummed: (periodIndex, community) =>
      world.isSummed(dataset, periodIndex, community) &&
      (periodIndex === timeline.current ? excludedFromSums[community] !== 1 : !wasExcluded(periodIndex, community)),
  }
}
