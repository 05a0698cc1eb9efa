import { shapeOf } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { CountTables } from '../world/count-tables.js'
import { fitsKinds, fitsTime, staysWithinBounds } from './fits-persons.js'
import { alikeWays, anyRow, hiddenRows, rowsOf, rowsReached } from './hidden-rows.js'
import { kinship } from './kinship.js'
import { areClosed, areWithin } from './limits.js'
import { timeHindrance } from './mend-time.js'
import type { Change, Limits, LimitsOf, MoveId, MoveSpace } from './move-space.js'
import { onlyItself } from './variants.js'
import { type MoveGroup, groupMoves } from './person-groups.js'
import { personSplits } from './person-splits.js'

/**
 * The moves of counts of distinct persons, in which only groups add up: somebody joins one group and somebody leaves another, in
 * some kinds and some periods (see `personWays`); somebody takes another's place; where there is only a total, somebody comes
 * or goes.
 */
export function personMoves(tables: CountTables, limitsOf: LimitsOf): MoveSpace {
  const { timeline } = tables.world
  const isBrokenDown = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) !== 'TOTAL')
  const hasBoth = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) === 'BOTH')
  const groups = groupMoves(tables, isBrokenDown)
  const all = groups.flatMap(({ moves }) => moves)
  const alike = alikeWays(numbered(groups))
  const isPossible = (community: number, limits: Limits, made: readonly Change[]) =>
    areWithin(made, limits) && fitsTime(tables, community, made) && fitsKinds(tables, community, made, isBrokenDown)
  return {
    size: all.length,
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    ...(tables.whole === undefined
      ? kinship(timeline, isBrokenDown, all, personSplits(groups))
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
      for (const { common, members } of alike) {
        if (rowsReached(common, hidden) === 0) continue
        for (const { way, pairs, moves, first } of members) {
          const rows = way === undefined ? anyRow : rowsOf(way, hidden)
          if (rows === 0) continue
          for (const [index, made] of moves.entries()) {
            const pair = pairs[index]
            if (pair !== undefined && !((rows >> pair.joins) & (rows >> pair.leaves) & 1)) continue
            if (isPossible(community, limits, made)) found.push(first + index)
          }
        }
      }
      return found.sort((one, other) => one - other)
    },
  }
}

/** Each group with the number of its first move. */
function numbered(groups: readonly MoveGroup[]): readonly (MoveGroup & { readonly first: MoveId })[] {
  let next = 0
  return groups.map((group) => {
    const first = next
    next += group.moves.length
    return { ...group, first }
  })
}
