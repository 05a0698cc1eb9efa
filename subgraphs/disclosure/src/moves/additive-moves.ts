import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { CountTables } from '../world/count-tables.js'
import { additiveShapes } from './additive-shapes.js'
import { additiveVariants } from './additive-variants.js'
import { additiveWays } from './additive-ways.js'
import { areClosed, areWithin } from './limits.js'
import type { Change, LimitsOf, MoveId, MoveSpace } from './move-space.js'
import { onlyItself } from './variants.js'

/** The moves of counts that add up over kinds and over time: a shape of cells, made in a way over periods. */
export function additiveMoves(tables: CountTables, limitsOf: LimitsOf): MoveSpace {
  const shapes = additiveShapes(baseCounts[tables.count])
  const ways = additiveWays(tables.world.timeline)
  const all: (readonly Change[])[] = ways.flatMap(({ along, against }) =>
    shapes.shapes.map(({ up, down }) => [
      ...along.map((periodIndex) => ({ periodIndex, up, down })),
      ...against.map((periodIndex) => ({ periodIndex, up: down, down: up })),
    ]),
  )
  return {
    size: all.length,
    // Shapes come in pairs, each beside its opposite.
    opposite: (id) => id ^ 1,
    changes: (id) => all[id] ?? [],
    variants: tables.whole === undefined ? additiveVariants(ways, shapes) : onlyItself,
    // A whole follows its parts, so that nothing moves in one period alone.
    parts: () => [],
    singles: [],
    hindrance: () => ({ mendedBy: [] }),
    limitsOf,
    allows: (_, limits, id) => areWithin(all[id] ?? [], limits),
    possible: (_, limits) => {
      const found: MoveId[] = []
      if (areClosed(limits)) return found
      for (let id = 0; id < all.length; id++) if (areWithin(all[id] ?? [], limits)) found.push(id)
      return found
    },
  }
}
