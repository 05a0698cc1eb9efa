import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { additiveMoves } from './additive-moves.js'
import type { MoveSpace } from './move-space.js'
import { ownLimits, partLimits } from './limits.js'
import { personMoves } from './person-moves.js'
import { type ProvenMoves, wholeCanRise } from './whole-can-rise.js'
import { type ReleasedSums, beginSums } from '../world/released-sums.js'
import type { CountTables } from '../world/count-tables.js'
import { tabulateCount } from '../world/tabulate-count.js'
import type { ReleaseWorld } from '../world/release-world.js'

/** A protected count on its way to release: its tables, how they could be otherwise, and which of its sums are released. */
export interface CountDraft extends CountTables {
  readonly space: MoveSpace
  /** In the current period. */
  readonly sums: ReleasedSums
}

/** Begins the release of a count: only what must be hidden is, and sums are released as far as they may be. */
export function draftCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: (CountTables & ProvenMoves) | undefined,
): CountDraft {
  const tables = tabulateCount(world, count, whole)
  const { adds }: BaseCount = baseCounts[count]
  const limitsOf = whole === undefined ? ownLimits(tables) : partLimits(tables, wholeCanRise(whole, tables.full))
  const space = adds.overTime && adds.overKinds ? additiveMoves(tables, limitsOf) : personMoves(tables, limitsOf)
  return { ...tables, space, sums: beginSums(tables) }
}
