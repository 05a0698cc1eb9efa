import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { fewestMixed } from '@shequ/schema/measures/disclosure-rules'
import { bothCells, cellsWhere } from '../model/cell-masks.js'
import { groupsOf, kindsOf } from '../model/margins.js'
import { maskAt } from '../world/count-tables.js'
import type { Level } from '../world/published-sums.js'
import type { ReleaseWorld, SumArea } from '../world/release-world.js'
import type { ReleasedCount } from './released-count.js'

/** Whether a count is a magnitude that is told of many communities together alone (`isEachSeen` in `base-count.ts`). */
export function isMixed(count: BaseCountName): boolean {
  const { protection }: BaseCount = baseCounts[count]
  return protection.rule === 'magnitude' && protection.isEachSeen === true
}

/**
 * The cells of a mixed magnitude that may be told of an area, as a mask: of boroughs and the city, where of those who had any, and of those
 * who hide how many, there are ten at least, or none. What differences tell must be of as many: a margin is told where what its untold
 * cells hide is, a period where what its untold parts hide is, or where all parts are told, and the city where what its untold boroughs hide is.
 *
 * @param protecting the count that it is a magnitude of, as it is released
 */
export function toldMixed(
  world: ReleaseWorld,
  count: BaseCountName,
  protecting: ReleasedCount,
): (level: Level, area: number) => number {
  const { boroughs, city, timeline } = world
  const decide = (area: SumArea, periodIndex: number): Decided => {
    const numbers = numbersIn(world, count, protecting, periodIndex, area)
    const { parts: indexes = [] } = timeline.sums.find(({ whole }) => whole === periodIndex) ?? {}
    const parts = indexes.map((part) => decide(area, part))
    const areTold = (cell: number) => parts.length > 0 && parts.every(({ told }) => told[cell])
    const told = toldWithin(numbers).map((isTold, cell) => areTold(cell) || (isTold && isUntoldEnough(parts, cell)))
    return { numbers, told }
  }
  const inBoroughs = boroughs.map((borough) => decide(borough, timeline.current))
  const inCity = decide(city, timeline.current).told.map((isTold, cell) => isTold && isUntoldEnough(inBoroughs, cell))
  const masks = inBoroughs.map(({ told }) => cellsWhere((cell) => told[cell] === true))
  const cityMask = cellsWhere((cell) => inCity[cell] === true)
  return (level, area) => (level === 'borough' ? (masks[area] ?? 0) : level === 'city' ? cityMask : 0)
}

/** Of a cell: how many communities had any of what a count needs, and how many of those hide how many it is of. */
interface Numbers {
  readonly holding: number
  readonly hiding: number
}

/** What of an area in a period, or of part of it, may be told, by cell. */
interface Decided {
  readonly numbers: readonly Numbers[]
  readonly told: readonly boolean[]
}

/** Whether what some do not tell of a cell is together of enough, or of nobody. */
function isUntoldEnough(parts: readonly Decided[], cell: number): boolean {
  return areEnough(parts.filter(({ told }) => !told[cell]).map(({ numbers }) => numbers[cell]))
}

/** Whether cells are together of enough, or of nobody. */
function areEnough(cells: readonly (Numbers | undefined)[]): boolean {
  const sum = (of: keyof Numbers) => cells.reduce((total, cell) => total + (cell?.[of] ?? 0), 0)
  return [sum('holding'), sum('hiding')].every((number) => number === 0 || number >= fewestMixed)
}

/**
 * Which cells of a table can be told: of the margins those of enough, where the cells within that can't be told are together of enough. By
 * group and kind both ways none is: so many sums beside those of visits determined some.
 */
function toldWithin(numbers: readonly Numbers[]): readonly boolean[] {
  const told = numbers.map((one, cell) => ((bothCells >> cell) & 1 ? one.holding === 0 : areEnough([one])))
  for (let cell = breakdownCount - 1; cell >= 0; cell--)
    for (const within of cellsWithin(cell))
      if (!areEnough(within.filter((other) => !told[other]).map((other) => numbers[other]))) told[cell] = false
  return told
}

/** The cells that a margin is added up from: by kind, and by group. */
function cellsWithin(margin: number): readonly (readonly number[])[] {
  const [group, kind] = [Math.floor(margin / cellKinds.length), margin % cellKinds.length]
  return [kind === 0 ? kindsOf(group) : [], group === 0 ? groupsOf(kind) : []]
}

function numbersIn(
  { values, isSummed }: ReleaseWorld,
  count: BaseCountName,
  protecting: ReleasedCount,
  periodIndex: number,
  area: SumArea,
): readonly Numbers[] {
  const { dataset, needs = count }: BaseCount = baseCounts[count]
  const first = baseCountNames.indexOf(needs as BaseCountName) * breakdownCount
  const summed = area.communities.filter((community) => isSummed(dataset, periodIndex, community))
  const byKind = cellKinds.map((_, kind) =>
    summed.filter((community) => (values[periodIndex]?.valueAt(community, first + kind) ?? 0) > 0),
  )
  return Array.from({ length: breakdownCount }, (_, cell) => {
    const holding = byKind[cell % cellKinds.length] ?? []
    const hiding = holding.filter((community) => (maskAt(protecting.hidden, periodIndex, community) >> cell) & 1)
    return { holding: holding.length, hiding: hiding.length }
  })
}
