import { type BaseCount, type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import { additiveMoves } from './moves/additive-moves.js'
import type { MoveSpace } from './moves/move-space.js'
import { partMoves } from './moves/part-moves.js'
import { personMoves } from './moves/person-moves.js'
import { type ReleasedSums, beginSums } from './sums/released-sums.js'
import { type CountTables, countTablesOf } from './world/count-tables.js'
import type { ReleaseWorld } from './world/release-world.js'

/** A protected count on its way to release: its tables, how they could be otherwise, and which of its sums are released. */
export interface CountRelease extends CountTables {
  readonly whole: CountRelease | undefined
  readonly space: MoveSpace
  /** In the current period. */
  readonly sums: ReleasedSums
}

/** Begins the release of a count: only what must be hidden is, and sums are released as far as they may be. */
export function beginRelease(world: ReleaseWorld, count: BaseCountName, whole: CountRelease | undefined): CountRelease {
  const tables = countTablesOf(world, count, whole)
  const { adds }: BaseCount = baseCounts[count]
  const own = adds.overTime && adds.overKinds ? additiveMoves(tables) : personMoves(tables)
  const space = whole === undefined ? own : partMoves(tables, own, whole)
  return { ...tables, whole, space, sums: beginSums(tables) }
}
