import { shapeOf } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import { type Times, allTimes } from '../model/protection-interval.js'
import type { CountTables } from '../world/count-tables.js'
import { fitsKinds, fitsTime, kindMisfit, saysTheSame } from './person-constraints.js'
import { type FittingPairs, fittingPairs } from './fitting-pairs.js'
import { relatedPersonShifts } from './person-related-shifts.js'
import { areClosed, areWithin, timesWithin } from './limits.js'
import { timeViolation } from './time-violation.js'
import { type Change, type LimitsOf, type ShiftId, type ShiftSpace, noShifts } from './shift-space.js'
import { onlyItself } from './related-shifts.js'
import { type ShiftGroup, groupShifts, rowPairs } from './person-shift-groups.js'
import { personSplits } from './person-splits.js'

/** Of so many shifts at the most it is looked up for all communities which are possible: of a quarter's, not of a year's. */
const mostLookedUp = 200_000

/**
 * The shifts of counts of distinct persons, in which only groups add up: somebody joins one group and somebody leaves another, in
 * some kinds and some periods (see `participationProfiles`); somebody takes another's place; where there is only a total, somebody comes
 * or goes.
 */
export function personShifts(tables: CountTables, limitsOf: LimitsOf): ShiftSpace {
  const { timeline } = tables.world
  const isBrokenDown = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) !== 'TOTAL')
  const groups = groupShifts(tables, isBrokenDown)
  const all = groups.flatMap(({ shifts }) => shifts)
  const numberedGroups = numbered(groups)
  const withoutProfile = numberedGroups.filter(({ profile }) => profile === undefined)
  const pairsOf = fittingPairs(
    tables,
    groups.map(({ profile }) => profile),
  )
  const fits = (community: number, made: readonly Change[], times: Times) =>
    fitsTime(tables, community, made, times) && fitsKinds(tables, community, { changes: made, times }, isBrokenDown)
  /** How often persons fit, of so many times: where they fit after three shifts, they fit after two and after one. */
  const timesFitting = (community: number, made: readonly Change[], most: Times): Times | 0 => {
    if (!fits(community, made, 1)) return 0
    return allTimes.find((times) => times <= most && (times === 1 || fits(community, made, times))) ?? 1
  }
  return {
    size: all.length,
    isVast: all.length > mostLookedUp,
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    ...(tables.whole === undefined
      ? relatedPersonShifts(timeline, isBrokenDown, all, personSplits(groups))
      : { partsByPeriod: () => [], relatedShifts: onlyItself }),
    limitsOf,
    timesOf: (community, limits, id) => {
      const made = all[id] ?? []
      const most = timesWithin(made, limits, true)
      return most === 0 ? 0 : timesFitting(community, made, most)
    },
    ofOnePeriod: tables.whole === undefined ? [...all.keys()].filter((id) => all[id]?.length === 1) : [],
    violation: (community, limits, changes, times) => {
      if (!areWithin(changes, limits, 1) || !saysTheSame(tables, community, { changes, times })) return { repairs: [] }
      const repairs = kindMisfit(tables, community, { changes, times }, isBrokenDown)
      return repairs === undefined ? timeViolation(tables, community, changes, times) : { repairs }
    },
    possible: (community, limits) => {
      if (areClosed(limits)) return noShifts
      const found: (readonly [ShiftId, Times])[] = []
      for (const [place, fitting] of pairsOf({ community, limits })) {
        const { byPair = [], first = 0 } = numberedGroups[place] ?? {}
        for (let left = fitting[1]; left !== 0; left &= left - 1) {
          const bit = left & -left
          const index = byPair[31 - Math.clz32(bit)]
          if (index !== undefined) found.push([first + index, timesIn(fitting, bit)])
        }
      }
      for (const { shifts, first } of withoutProfile)
        for (const [index, made] of shifts.entries()) {
          const most = timesWithin(made, limits)
          const times = most === 0 ? 0 : timesFitting(community, made, most)
          if (times !== 0) found.push([first + index, times])
        }
      found.sort(([one], [other]) => one - other)
      return { ids: found.map(([id]) => id), times: found.map(([, times]) => times) }
    },
  }
}

/** How often a shift between a pair of rows can be made. */
function timesIn(fitting: FittingPairs, bit: number): Times {
  return allTimes.find((times) => (fitting[times] & bit) !== 0) ?? 1
}

/** A group with the number of its first shift, and the place of a shift in it by the number of its pair of rows. */
interface NumberedGroup extends ShiftGroup {
  readonly first: ShiftId
  readonly byPair: readonly (number | undefined)[]
}

function numbered(groups: readonly ShiftGroup[]): readonly NumberedGroup[] {
  let next = 0
  return groups.map((group) => {
    const first = next
    next += group.shifts.length
    const places = new Map(group.pairs.map((pair, index) => [pair, index]))
    return { ...group, first, byPair: rowPairs.map((pair) => places.get(pair)) }
  })
}
