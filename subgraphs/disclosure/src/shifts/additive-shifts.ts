import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { CountTables } from '../world/count-tables.js'
import { additiveCellShifts } from './additive-cell-shifts.js'
import { additivePeriodShifts } from './additive-period-shifts.js'
import { additiveRelatedShifts } from './additive-related-shifts.js'
import { areClosed, areWithin } from './limits.js'
import { onlyItself } from './related-shifts.js'
import type { Change, LimitsOf, ShiftId, ShiftSpace } from './shift-space.js'

/** The shifts of counts that add up over kinds and over time: every shift of cells in every choice of periods. */
export function additiveShifts(tables: CountTables, limitsOf: LimitsOf): ShiftSpace {
  const cellShifts = additiveCellShifts(baseCounts[tables.count])
  const periodShifts = additivePeriodShifts(tables.world.timeline)
  const all: (readonly Change[])[] = periodShifts.flatMap(({ same, reversed }) =>
    cellShifts.shifts.map(({ up, down }) => [
      ...same.map((periodIndex) => ({ periodIndex, up, down })),
      ...reversed.map((periodIndex) => ({ periodIndex, up: down, down: up })),
    ]),
  )
  return {
    size: all.length,
    // Shifts of cells come in pairs, each beside its opposite.
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    relatedShifts: tables.whole === undefined ? additiveRelatedShifts(periodShifts, cellShifts) : onlyItself,
    // A whole period follows its parts, so that nothing shifts in one period alone.
    partsByPeriod: () => [],
    ofOnePeriod: [],
    violation: () => ({ repairs: [] }),
    limitsOf,
    allows: (_, limits, id) => areWithin(all[id] ?? [], limits),
    possible: (_, limits) => {
      const found: ShiftId[] = []
      if (areClosed(limits)) return found
      for (let id = 0; id < all.length; id++) if (areWithin(all[id] ?? [], limits)) found.push(id)
      return found
    },
  }
}
