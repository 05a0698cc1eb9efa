import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import { shapeOf } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { Timeline } from '../timeline.js'
import type { CountTables } from '../world/count-tables.js'
import { staysWithinBounds, fitsKinds, fitsTime } from './fits-persons.js'
import { areClosed, areWithin, type Limits, type LimitsOf } from './limits.js'
import type { Change, MoveId, MoveSpace } from './move-space.js'
import { kinship } from './kinship.js'
import { timeHindrance } from './mend-time.js'
import { onlyItself } from './only-itself.js'
import { type PersonWay, type ReachedColumns, personWays, placesAtOnce } from './person-ways.js'
import { replacements } from './replacements.js'

const columns = cellKinds.length
const columnSetCount = 2 ** columns

/** Two rows of the family: somebody joins the first, somebody leaves the second. */
interface RowPair {
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
  { place: 0, up: 1, down: 0 },
  { place: 0, up: 0, down: 1 },
]

/**
 * The moves of counts of distinct persons, in which only groups add up: somebody joins one group and somebody leaves another, in
 * some kinds and some periods (see `personWays`); somebody takes another's place; where there is only a total, somebody comes
 * or goes.
 */
export function personMoves(tables: CountTables, limitsOf: LimitsOf): MoveSpace {
  const { timeline } = tables.world
  const isBrokenDown = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) !== 'TOTAL')
  const hasBoth = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) === 'BOTH')
  const ways = personWays(timeline, isBrokenDown)
  const groups = onlyOfCells(tables, groupMoves(timeline, isBrokenDown, ways))
  const all = groups.flatMap(({ moves }) => moves)
  const isPossible = (community: number, limits: Limits, made: readonly Change[]) =>
    areWithin(made, limits) && fitsTime(tables, community, made) && fitsKinds(tables, community, made, isBrokenDown)
  return {
    size: all.length,
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    ...(tables.whole === undefined
      ? kinship(timeline, isBrokenDown, all, splitsOf(groups))
      : { parts: () => [], variants: onlyItself }),
    limitsOf,
    allows: (community, limits, id) => isPossible(community, limits, all[id] ?? []),
    singles: tables.whole === undefined ? [...all.keys()].filter((id) => all[id]?.length === 1) : [],
    hindrance: (community, limits, changes) =>
      areWithin(changes, limits) &&
      staysWithinBounds(tables, community, changes) &&
      fitsKinds(tables, community, changes, isBrokenDown)
        ? timeHindrance(tables, community, changes)
        : { mendedBy: [] },
    possible: (community, limits) => {
      const found: MoveId[] = []
      if (areClosed(limits)) return found
      const hidden = hiddenRows(limits.up, hasBoth)
      let first = 0
      for (const { way, pairs, moves } of groups) {
        const rows = way === undefined ? anyRow : rowsOf(way, hidden)
        const tried = rows === 0 ? [] : moves
        for (const [index, made] of tried.entries()) {
          const pair = pairs[index]
          if (pair !== undefined && !((rows >> pair.joins) & (rows >> pair.leaves) & 1)) continue
          if (isPossible(community, limits, made)) found.push(first + index)
        }
        first += moves.length
      }
      return found
    },
  }
}

/** Moves that are made in one way, each by a pair of rows; or moves that are made by none. */
interface MoveGroup {
  readonly way: PersonWay | undefined
  readonly pairs: readonly RowPair[]
  readonly moves: readonly (readonly Change[])[]
}

function groupMoves(timeline: Timeline, isBrokenDown: readonly boolean[], ways: readonly PersonWay[]): MoveGroup[] {
  const inPlace = placesAtOnce(timeline, isBrokenDown).flatMap((places) =>
    replacements.map(({ up, down }) => places.map((place) => ({ place, up, down }))),
  )
  return [...ways.map(movesInWay), { way: undefined, pairs: [], moves: inPlace }]
}

/** How a move between two rows is made up of two in the same way, by way of a third row. */
function splitsOf(groups: readonly MoveGroup[]): (id: MoveId) => readonly (readonly [MoveId, MoveId])[] {
  const pairOf: (RowPair & { readonly inGroup: ReadonlyMap<string, MoveId> })[] = []
  let first = 0
  for (const { pairs, moves } of groups) {
    const inGroup = new Map(pairs.map(({ joins, leaves }, index) => [`${joins}/${leaves}`, first + index]))
    for (const [index, pair] of pairs.entries()) pairOf[first + index] = { ...pair, inGroup }
    first += moves.length
  }
  return (id) => {
    const pair = pairOf[id]
    if (pair === undefined) return []
    const { joins, leaves, inGroup } = pair
    return cellGroups.flatMap((_, row) => {
      const [one, other] = [inGroup.get(`${joins}/${row}`), inGroup.get(`${row}/${leaves}`)]
      return one === undefined || other === undefined ? [] : [[one, other] as const]
    })
  }
}

/** Leaves of moves what the count has cells for, and of moves that are then the same only the first, beside its opposite. */
function onlyOfCells({ cells }: CountTables, groups: readonly MoveGroup[]): MoveGroup[] {
  const known = new Set<string>()
  return groups.map(({ way, pairs, moves }) => {
    const kept: number[] = []
    const made = moves.map((changes) =>
      changes
        .map(({ place, up, down }) => ({ place, up: up & (cells[place] ?? 0), down: down & (cells[place] ?? 0) }))
        .filter(({ up, down }) => (up | down) !== 0),
    )
    for (let index = 0; index < made.length; index += 2) {
      const key = JSON.stringify(made[index])
      if (made[index]?.length === 0 || known.has(key)) continue
      known.add(key).add(JSON.stringify(made[index + 1]))
      kept.push(index, index + 1)
    }
    return {
      way,
      pairs: pairs.length === 0 ? [] : kept.flatMap((index) => pairs[index] ?? []),
      moves: kept.map((index) => made[index] ?? []),
    }
  })
}

function movesInWay(way: PersonWay): MoveGroup {
  const alone = totals.map(({ up, down }) => way.totals.map((place) => ({ place, up, down })))
  if (way.columns.length === 0) return { way: undefined, pairs: [], moves: alone }
  // Only where somebody comes or goes altogether does a total follow.
  const pairs = way.totals.length === 0 ? rowPairs : rowPairs.filter(concernsMargin)
  const moves = pairs.map((pair) => [
    ...way.columns.map((reached) => changeOf(pair, reached)),
    ...way.totals.map((place) => (pair.joins === 0 ? { place, up: 0, down: 1 } : { place, up: 1, down: 0 })),
  ])
  return { way, pairs, moves }
}

const anyRow = -1

/** What of a community's tables is hidden, so looked at that a way need not try its pairs of rows one by one. */
interface HiddenRows {
  /** By place and set of columns: the rows in which all of these columns are hidden, as a mask. */
  readonly rows: Int32Array
  /** The periods whose total is hidden: a mask of places. */
  readonly totals: number
}

function hiddenRows(hidden: Int32Array, hasBoth: readonly boolean[]): HiddenRows {
  // Where there is no table of both, a row has but its total, which is looked at move by move.
  const rows = new Int32Array(hidden.length * columnSetCount).map((_, at) =>
    hasBoth[Math.floor(at / columnSetCount)] === true ? 0 : anyRow,
  )
  let hiddenTotals = 0
  for (const [place, mask] of hidden.entries()) {
    if (mask & 1) hiddenTotals |= 1 << place
    if (hasBoth[place] !== true) continue
    for (let row = 0; row < cellGroups.length; row++) {
      const columnsHidden = (mask >> (row * columns)) & (columnSetCount - 1)
      for (let set = columnsHidden; set !== 0; set = (set - 1) & columnsHidden) {
        const at = place * columnSetCount + set
        rows[at] = (rows[at] ?? 0) | (1 << row)
      }
    }
  }
  return { rows, totals: hiddenTotals }
}

/** The rows of which all that a way reaches is hidden, as a mask: most ways have none. */
function rowsOf({ columns: reached, totals: reachedTotals }: PersonWay, hidden: HiddenRows): number {
  for (const place of reachedTotals) if (!((hidden.totals >> place) & 1)) return 0
  let rows = anyRow
  for (const { place, along, against } of reached) rows &= hidden.rows[place * columnSetCount + (along | against)] ?? 0
  return rows
}

/** One joins and another leaves in some columns, the other way round in others. */
function changeOf(pair: RowPair, { place, along, against }: ReachedColumns): Change {
  const joining = changeIn(pair, along)
  const leaving = changeIn(pair, against)
  return { place, up: joining.up | leaving.down, down: joining.down | leaving.up }
}

/** The margin of the groups goes the other way: whoever joins alone adds to it. */
function changeIn(pair: RowPair, reached: number): Omit<Change, 'place'> {
  const joins = reached << (pair.joins * columns)
  const leaves = reached << (pair.leaves * columns)
  if (pair.joins === 0) return { up: 0, down: joins | leaves }
  return pair.leaves === 0 ? { up: joins | leaves, down: 0 } : { up: joins, down: leaves }
}

function concernsMargin({ joins, leaves }: RowPair): boolean {
  return joins === 0 || leaves === 0
}
