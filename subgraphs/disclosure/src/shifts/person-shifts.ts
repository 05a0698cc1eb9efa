import { shapeOf } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { CountTables } from '../world/count-tables.js'
import { fitsKinds, fitsTime, staysWithinBounds } from './person-constraints.js'
import { bundleProfiles, anyRow, hiddenRows, rowsOfProfile, rowsHiding } from './hidden-rows.js'
import { relatedPersonShifts } from './person-related-shifts.js'
import { areClosed, areWithin } from './limits.js'
import { timeViolation } from './time-violation.js'
import type { Change, Limits, LimitsOf, ShiftId, ShiftSpace } from './shift-space.js'
import { onlyItself } from './related-shifts.js'
import { type ShiftGroup, groupShifts } from './person-shift-groups.js'
import { personSplits } from './person-splits.js'

/**
 * The shifts of counts of distinct persons, in which only groups add up: somebody joins one group and somebody leaves another, in
 * some kinds and some periods (see `participationProfiles`); somebody takes another's place; where there is only a total, somebody comes
 * or goes.
 */
export function personShifts(tables: CountTables, limitsOf: LimitsOf): ShiftSpace {
  const { timeline } = tables.world
  const isBrokenDown = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) !== 'TOTAL')
  const hasBoth = timeline.periods.map((period) => shapeOf(tables.count, grainOfPeriod(period)) === 'BOTH')
  const groups = groupShifts(tables, isBrokenDown)
  const all = groups.flatMap(({ shifts }) => shifts)
  const bundles = bundleProfiles(numbered(groups))
  const isPossible = (community: number, limits: Limits, made: readonly Change[]) =>
    areWithin(made, limits) && fitsTime(tables, community, made) && fitsKinds(tables, community, made, isBrokenDown)
  return {
    size: all.length,
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    ...(tables.whole === undefined
      ? relatedPersonShifts(timeline, isBrokenDown, all, personSplits(groups))
      : { partsByPeriod: () => [], relatedShifts: onlyItself }),
    limitsOf,
    allows: (community, limits, id) => isPossible(community, limits, all[id] ?? []),
    ofOnePeriod: tables.whole === undefined ? [...all.keys()].filter((id) => all[id]?.length === 1) : [],
    violation: (community, limits, changes) =>
      areWithin(changes, limits) &&
      staysWithinBounds(tables, community, changes) &&
      fitsKinds(tables, community, changes, isBrokenDown)
        ? timeViolation(tables, community, changes)
        : { repairs: [] },
    possible: (community, limits) => {
      const found: ShiftId[] = []
      if (areClosed(limits)) return found
      const hidden = hiddenRows(limits.up, hasBoth)
      for (const { common, members } of bundles) {
        if (rowsHiding(common, hidden) === 0) continue
        for (const { profile, pairs, shifts, first } of members) {
          const rows = profile === undefined ? anyRow : rowsOfProfile(profile, hidden)
          if (rows === 0) continue
          for (const [index, made] of shifts.entries()) {
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

/** Each group with the number of its first shift. */
function numbered(groups: readonly ShiftGroup[]): readonly (ShiftGroup & { readonly first: ShiftId })[] {
  let next = 0
  return groups.map((group) => {
    const first = next
    next += group.shifts.length
    return { ...group, first }
  })
}
