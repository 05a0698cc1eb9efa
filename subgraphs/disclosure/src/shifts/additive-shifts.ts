import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { CountTables } from '../world/count-tables.js'
import { additiveCellShifts } from './additive-cell-shifts.js'
import { additivePeriodShifts } from './additive-period-shifts.js'
import { additiveRelatedShifts } from './additive-related-shifts.js'
import { areClosed, areWithin, timesWithin } from './limits.js'
import { fittingShifts } from './fitting-shifts.js'
import { saysTheSame } from './person-constraints.js'
import { type Change, type LimitsOf, type ShiftSpace, noShifts } from './shift-space.js'

/** The shifts of counts that add up over kinds and over time: every shift of cells in every choice of periods. */
export function additiveShifts(tables: CountTables, limitsOf: LimitsOf): ShiftSpace {
  const cellShifts = additiveCellShifts(baseCounts[tables.count], tables.part !== undefined)
  const periodShifts = additivePeriodShifts(tables.world.timeline)
  const all: (readonly Change[])[] = periodShifts.flatMap(({ same, reversed }) =>
    cellShifts.shifts.map(({ up, down }) => [
      ...same.map((periodIndex) => ({ periodIndex, up, down })),
      ...reversed.map((periodIndex) => ({ periodIndex, up: down, down: up })),
    ]),
  )
  return {
    size: all.length,
    isVast: false,
    // Shifts of cells come in pairs, each beside its opposite.
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    relatedShifts: additiveRelatedShifts(periodShifts, cellShifts),
    // A whole period follows its parts, so that nothing shifts in one period alone.
    partsByPeriod: () => [],
    ofOnePeriod: [],
    violation: (community, limits, changes, times) =>
      areWithin(changes, limits, 1) && saysTheSame(tables, community, { changes, times }) ? undefined : { repairs: [] },
    limitsOf,
    timesOf: (_, limits, id) => timesWithin(all[id] ?? [], limits),
    possible: (_, limits) => (areClosed(limits) ? noShifts : fittingShifts(periodShifts, cellShifts.shifts, limits)),
  }
}
