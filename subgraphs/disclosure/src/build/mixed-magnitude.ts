import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { fewestMixed } from '@shequ/schema/measures/disclosure-rules'
import { cellsWhere } from '../model/cell-masks.js'
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
  const numbersOf = (area: SumArea, periodIndex: number) => numbersIn(world, count, protecting, periodIndex, area)
  const told = (area: SumArea, periodIndex: number): readonly boolean[] => {
    const here = numbersOf(area, periodIndex)
    const { parts = [] } = timeline.sums.find(({ whole }) => whole === periodIndex) ?? {}
    const inParts = parts.map((part) => ({ numbers: numbersOf(area, part), told: told(area, part) }))
    return toldWithin(here).map((isTold, cell) => {
      const untold = inParts.filter((part) => !part.told[cell])
      if (inParts.length > 0 && untold.length === 0) return true
      return isTold && areEnough(untold.map(({ numbers }) => numbers[cell]))
    })
  }
  const inBoroughs = boroughs.map((borough) => ({
    numbers: numbersOf(borough, timeline.current),
    told: told(borough, timeline.current),
  }))
  const inCity = told(city, timeline.current).map(
    (isTold, cell) =>
      isTold && areEnough(inBoroughs.filter((borough) => !borough.told[cell]).map(({ numbers }) => numbers[cell])),
  )
  const masks = inBoroughs.map((borough) => cellsWhere((cell) => borough.told[cell] === true))
  const cityMask = cellsWhere((cell) => inCity[cell] === true)
  return (level, area) => (level === 'borough' ? (masks[area] ?? 0) : level === 'city' ? cityMask : 0)
}

/** Of a cell: how many communities had any of what a count needs, and how many of those hide how many it is of. */
interface Numbers {
  readonly holding: number
  readonly hiding: number
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
  const told = numbers.map((one, cell) => (isOfGroupAndKind(cell) ? one.holding === 0 : areEnough([one])))
  for (const cell of allCells.toReversed())
    for (const within of cellsWithin(cell))
      if (!areEnough(within.filter((other) => !told[other]).map((other) => numbers[other]))) told[cell] = false
  return told
}

const allCells = Array.from({ length: breakdownCount }, (_, cell) => cell)

function isOfGroupAndKind(cell: number): boolean {
  return cell >= cellKinds.length && cell % cellKinds.length > 0
}

/** The cells that a margin is added up from: by kind, and by group. */
function cellsWithin(margin: number): readonly (readonly number[])[] {
  const columns = cellKinds.length
  const groupOf = (cell: number) => Math.floor(cell / columns)
  const kindOf = (cell: number) => cell % columns
  return [
    kindOf(margin) === 0 ? allCells.filter((cell) => groupOf(cell) === groupOf(margin) && kindOf(cell) > 0) : [],
    groupOf(margin) === 0 ? allCells.filter((cell) => kindOf(cell) === kindOf(margin) && groupOf(cell) > 0) : [],
  ]
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
