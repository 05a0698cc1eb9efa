import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from '../world/count-tables.js'
import type { Change, MoveId } from './move-space.js'
import { type PersonWay, type ReachedColumns, personWays, replacementPeriods } from './person-ways.js'
import { replacements } from './replacements.js'

const columns = cellKinds.length

/** Two rows of the family: somebody joins the first, somebody leaves the second. */
export interface RowPair {
  readonly joins: number
  readonly leaves: number
}

/** Each beside its opposite. */
const rowPairs: readonly RowPair[] = cellGroups.flatMap((_, first) =>
  cellGroups.flatMap((_, second) =>
    first < second
      ? [
          { joins: first, leaves: second },
          { joins: second, leaves: first },
        ]
      : [],
  ),
)

/** A total that is not broken down: somebody comes, somebody goes. */
const totals: readonly Change[] = [
  { periodIndex: 0, up: 1, down: 0 },
  { periodIndex: 0, up: 0, down: 1 },
]

/** Moves that are made in one way, each by a pair of rows; or moves that are made by none. */
export interface MoveGroup {
  readonly way: PersonWay | undefined
  readonly pairs: readonly RowPair[]
  readonly moves: readonly (readonly Change[])[]
  /** The number of the move by each pair, also where it is the same as one that is made in an earlier way. */
  readonly numbers: readonly (readonly [pair: RowPair, id: MoveId])[]
}

/**
 * All moves of persons, by the way in which they are made, as far as the count has cells for them: of those that are then the same,
 * the first.
 */
export function groupMoves(tables: CountTables, isBrokenDown: readonly boolean[]): readonly MoveGroup[] {
  const { timeline } = tables.world
  const replaced = replacementPeriods(timeline, isBrokenDown).flatMap((periodIndexes) =>
    replacements.map(({ up, down }) => periodIndexes.map((periodIndex) => ({ periodIndex, up, down }))),
  )
  const ways = personWays(timeline, isBrokenDown).map(movesInWay)
  return onlyOfCells(tables, [...ways, { way: undefined, pairs: [], moves: replaced }])
}

/** All of a way, whether the count has cells for it or not. */
type WholeGroup = Omit<MoveGroup, 'numbers'>

/** Leaves of moves what the count has cells for, and of moves that are then the same only the first, beside its opposite. */
function onlyOfCells({ cells }: CountTables, groups: readonly WholeGroup[]): MoveGroup[] {
  const known = new Map<string, MoveId>()
  return groups.map(({ way, pairs, moves }) => {
    const kept: number[] = []
    const numbers: (readonly [RowPair, MoveId])[] = []
    const made = moves.map((changes) =>
      changes
        .map(({ periodIndex, up, down }) => ({
          periodIndex,
          up: up & (cells[periodIndex] ?? 0),
          down: down & (cells[periodIndex] ?? 0),
        }))
        .filter(({ up, down }) => (up | down) !== 0),
    )
    for (let index = 0; index < made.length; index += 2) {
      const key = JSON.stringify(made[index])
      if (made[index]?.length === 0) continue
      if (!known.has(key)) {
        known.set(key, known.size).set(JSON.stringify(made[index + 1]), known.size)
        kept.push(index, index + 1)
      }
      const id = known.get(key) ?? 0
      for (const [offset, number] of [id, id ^ 1].entries()) {
        const pair = pairs[index + offset]
        if (pair !== undefined) numbers.push([pair, number])
      }
    }
    return {
      way,
      pairs: pairs.length === 0 ? [] : kept.flatMap((index) => pairs[index] ?? []),
      moves: kept.map((index) => made[index] ?? []),
      numbers,
    }
  })
}

function movesInWay(way: PersonWay): WholeGroup {
  const alone = totals.map(({ up, down }) => way.totals.map((periodIndex) => ({ periodIndex, up, down })))
  if (way.columns.length === 0) return { way: undefined, pairs: [], moves: alone }
  // Only where somebody comes or goes altogether does a total follow.
  const pairs = way.totals.length === 0 ? rowPairs : rowPairs.filter(concernsMargin)
  const moves = pairs.map((pair) => [
    ...way.columns.map((reached) => changeOf(pair, reached)),
    ...way.totals.map((periodIndex) =>
      pair.joins === 0 ? { periodIndex, up: 0, down: 1 } : { periodIndex, up: 1, down: 0 },
    ),
  ])
  return { way, pairs, moves }
}

/** One joins and another leaves in some columns, the other way round in others. */
function changeOf(pair: RowPair, { periodIndex, along, against }: ReachedColumns): Change {
  const joining = changeIn(pair, along)
  const leaving = changeIn(pair, against)
  return { periodIndex, up: joining.up | leaving.down, down: joining.down | leaving.up }
}

/** The margin of the groups goes the other way: whoever joins alone adds to it. */
function changeIn(pair: RowPair, reached: number): Omit<Change, 'periodIndex'> {
  const joins = reached << (pair.joins * columns)
  const leaves = reached << (pair.leaves * columns)
  if (pair.joins === 0) return { up: 0, down: joins | leaves }
  return pair.leaves === 0 ? { up: joins | leaves, down: 0 } : { up: joins, down: leaves }
}

function concernsMargin({ joins, leaves }: RowPair): boolean {
  return joins === 0 || leaves === 0
}
