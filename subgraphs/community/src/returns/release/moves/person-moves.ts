import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import { shapeOf } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { Timeline } from '../timeline.js'
import type { CountTables } from '../world/count-tables.js'
import { fitsKinds, fitsTime } from './fits-persons.js'
import { areWithin, type LimitsOf } from './limits.js'
import type { Change, MoveId, MoveSpace } from './move-space.js'
import { type PersonWay, type ReachedColumns, personWays, placesAtOnce } from './person-ways.js'
import { replacements } from './replacements.js'

const columns = cellKinds.length

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
  const isBrokenDown = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) === 'BOTH')
  const ways = personWays(timeline, isBrokenDown)
  const groups = groupMoves(timeline, isBrokenDown, ways)
  const all = groups.flatMap(({ moves }) => moves)
  return {
    size: all.length,
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    possible: (community, hiddenNow) => {
      const limits = limitsOf(community, hiddenNow)
      if (limits.up.every((mask) => mask === 0)) return []
      const found: MoveId[] = []
      let first = 0
      for (const { way, pairs, moves } of groups) {
        const rows = way === undefined ? -1 : rowsHidden(way, limits.up)
        for (let index = 0; index < moves.length; index++) {
          const pair = pairs[index]
          if (pair !== undefined && !((rows >> pair.joins) & (rows >> pair.leaves) & 1)) continue
          const made = moves[index] ?? []
          if (!areWithin(made, limits)) continue
          if (fitsTime(tables, community, made) && fitsKinds(tables, community, made, isBrokenDown))
            found.push(first + index)
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

/** The rows of which all that a way reaches is hidden, as a mask: most ways have none, and then no pair need be tried. */
function rowsHidden({ columns: reached }: PersonWay, hidden: Int32Array): number {
  let rows = 0
  for (let row = 0; row < cellGroups.length; row++) {
    const isHidden = reached.every(({ place, along, against }) => {
      const cells = (along | against) << (row * columns)
      return ((hidden[place] ?? 0) & cells) === cells
    })
    if (isHidden) rows |= 1 << row
  }
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
