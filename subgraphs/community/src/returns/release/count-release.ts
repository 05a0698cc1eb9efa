import { type BaseCount, type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import { additiveMoves } from './moves/additive-moves.js'
import type { MoveSpace } from './moves/move-space.js'
import { ownLimits, partLimits } from './moves/limits.js'
import { personMoves } from './moves/person-moves.js'
import { wholeCanRise } from './moves/whole-can-rise.js'
import type { Certificate } from './sums/certificate.js'
import { type ReleasedSums, beginSums } from './sums/released-sums.js'
import { type CountTables, countTablesOf } from './world/count-tables.js'
import type { ReleaseWorld } from './world/release-world.js'

/** A protected count on its way to release: its tables, how they could be otherwise, and which of its sums are released. */
export interface CountInRelease extends CountTables {
  readonly space: MoveSpace
  /** In the current period. */
  readonly sums: ReleasedSums
}

/** A protected count whose release is decided, with the proof that it exposes nobody. */
export interface CountRelease extends CountInRelease {
  readonly proof: Certificate
}

/** Begins the release of a count: only what must be hidden is, and sums are released as far as they may be. */
export function beginRelease(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: CountRelease | undefined,
): CountInRelease {
  const tables = countTablesOf(world, count, whole)
  const { adds }: BaseCount = baseCounts[count]
  const limitsOf = whole === undefined ? ownLimits(tables) : partLimits(tables, wholeCanRise(whole, tables.full))
  const space = adds.overTime && adds.overKinds ? additiveMoves(tables, limitsOf) : personMoves(tables, limitsOf)
  return { ...tables, space, sums: beginSums(tables) }
}
