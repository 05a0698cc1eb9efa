import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { additiveShifts } from './additive-shifts.js'
import type { LimitsOf, ShiftSpace } from './shift-space.js'
import { ownLimits, partLimits } from './limits.js'
import { personShifts } from './person-shifts.js'
import { type ProvenShifts, wholeCanRise } from './whole-can-rise.js'
import { initialSums } from '../world/published-sums.js'
import type { PublishedSums } from '../world/sum-masks.js'
import type { CountTables } from '../world/count-tables.js'
import { tabulateCount } from '../world/tabulate-count.js'
import type { ReleaseWorld } from '../world/release-world.js'

/** A protected count on its way to release: its tables, the shifts under which they could be otherwise, and which of its sums are published. */
export interface CountDraft extends CountTables {
  readonly space: ShiftSpace
  /** In the current period. */
  readonly sums: PublishedSums
}

/**
 * Begins the release of a count: only what must be hidden is, and sums are published as far as they may be.
 *
 * @param zeros whether zeros are hidden as other small counts are
 */
export function draftCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: (CountTables & ProvenShifts) | undefined,
  zeros = true,
): CountDraft {
  const tables = tabulateCount(world, count, whole, zeros)
  const { adds }: BaseCount = baseCounts[count]
  const limitsOf = whole === undefined ? ownLimits(tables) : limitsOfPart(tables, whole)
  const space = adds.overTime && adds.overKinds ? additiveShifts(tables, limitsOf) : personShifts(tables, limitsOf)
  return { ...tables, space, sums: initialSums(tables) }
}

function limitsOfPart(tables: CountTables, whole: CountTables & ProvenShifts): LimitsOf {
  const restOf = (periodIndex: number, community: number) =>
    whole.valueOf(periodIndex, community, 0) - tables.valueOf(periodIndex, community, 0)
  return partLimits(tables, restOf, wholeCanRise(whole, restOf))
}
