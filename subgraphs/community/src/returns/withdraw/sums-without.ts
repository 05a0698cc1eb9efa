import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { MeasuredDataset } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { type ReleasedReturn, type TableCell, boundedMask, hiddenMask, publishedMask } from '@shequ/disclosure'
import { knownAround } from './known-around.js'
import type { Hiding } from './read-hiding.js'
import { type MasksByCount, roundSum } from './round-sum.js'
import { tellingCounts } from './telling-counts.js'

/** What a community takes back: a dataset in periods of one year, and what stands around it. */
export interface Withdrawal {
  readonly dataset: MeasuredDataset
  /** The community's returns that are in the sums, of periods of one year. */
  readonly named: readonly MeasureReturn[]
  /** What others hide around it. */
  readonly hiding: ReadonlyMap<Period, Hiding>
  /** Of its street, borough and city, in these periods. */
  readonly sums: readonly MeasureReturn[]
}

/**
 * The next versions of the sums around a community that takes a dataset back: those out of which it could be read. Pure.
 *
 * Where what the others add to a cell is known, the sum tells what the community adds: there all of a count that the community adds
 * anything to is rounded, a year's periods together. Not less: one cell more or less would be told by how the sums' tables add up,
 * while all of them could hold the community once more or not at all. And where a sum gave bounds, the lower one was the exact sum of what
 * communities told, and of the bounds of what sums leave out: that is rounded in any case.
 */
export function sumsWithout(withdrawal: Withdrawal): readonly ReleasedReturn[] {
  return levels.flatMap((level) => {
    const sums = sumsAt(withdrawal, level)
    const rounded = new Map(countsOf(withdrawal).map((count) => [count, cellsToRound(withdrawal, level, sums, count)]))
    return sums.flatMap((sum) => {
      const masks: MasksByCount = new Map(
        [...rounded].map(([count, byPeriod]) => [count, byPeriod.get(sum.period) ?? 0]),
      )
      const named = withdrawal.named.find(({ period }) => period === sum.period)
      return named === undefined ? [] : roundSum(sum, named, masks)
    })
  })
}

/** Whether something could be read out of the sums as they are that a community tells: they would have to be rounded. */
export function isReadable(withdrawal: Withdrawal): boolean {
  return levels.some((level) =>
    countsOf(withdrawal).some((count) =>
      [...cellsToRound(withdrawal, level, sumsAt(withdrawal, level), count).values()].some((mask) => mask !== 0),
    ),
  )
}

function countsOf({ dataset }: Withdrawal): readonly BaseCountName[] {
  return baseCountNames.filter((count) => baseCounts[count].dataset === dataset)
}

function sumsAt({ sums, named }: Withdrawal, level: Level): readonly MeasureReturn[] {
  return sums.filter(({ division }) => levelOf(division, named) === level)
}

const levels = ['street', 'borough', 'city'] as const
type Level = (typeof levels)[number]

function levelOf(division: string, [named]: readonly MeasureReturn[]): Level {
  if (named === undefined || division === streetOf(named.division)) return 'street'
  return division === boroughOf(named.division) ? 'borough' : 'city'
}

/** By period, a mask of the cells of a count that an area's sums must not tell as they do. */
function cellsToRound(
  { named, hiding }: Withdrawal,
  level: Level,
  sums: readonly MeasureReturn[],
  count: BaseCountName,
): ReadonlyMap<Period, number> {
  const told = named.flatMap((own) => {
    const sum = sums.find(({ period }) => period === own.period)
    if (sum === undefined) return []
    const cells = tellingCounts(count).reduce((mask, telling) => mask | publishedMask(own, telling), 0)
    return [{ own, cells, bounded: hiddenMask(sum, count) }]
  })
  const exact = told.flatMap(({ own: { period }, cells, bounded }) =>
    cellsIn(cells & ~bounded).map((cell) => ({ period, cell })),
  )
  const isHidden = ({ period, cell }: TableCell) => hides(hiding.get(period), level, count, cell)
  const periods = named.map(({ period }) => period)
  const isRead = exact.some(knownAround(count, periods, isHidden))
  return new Map(
    told.map(({ own, cells, bounded }) => [
      own.period,
      isRead ? cells | hiddenMask(own, count) : (cells | boundedMask(own, count)) & bounded,
    ]),
  )
}

function cellsIn(mask: number): readonly number[] {
  return Array.from({ length: breakdownCount }, (_, cell) => cell).filter((cell) => ((mask >> cell) & 1) === 1)
}

/** Whether somebody else hides a cell in what is left of an area's sum when all that others tell is taken away. */
function hides(hiding: Hiding | undefined, level: Level, count: BaseCountName, cell: number): boolean {
  if (hiding === undefined) return false
  if (hiding.inStreet(count, cell)) return true
  if (level === 'street') return false
  return hiding.inBorough(count, cell) || (level === 'city' && hiding.inCity(count, cell))
}
