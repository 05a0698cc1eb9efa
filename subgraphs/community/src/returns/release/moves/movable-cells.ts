import { type CountTables, maskAt } from '../world/count-tables.js'
import type { Change } from './move-space.js'

/** By period, masks of cells of a community. */
export interface MovableCells {
  readonly hidden: Int32Array
  /** Those that can go up by themselves: a part never exceeds its whole. */
  readonly up: Int32Array
  /** Those that can go down: nothing goes below zero. */
  readonly down: Int32Array
}

/**
 * The cells of a community that a move can change.
 *
 * @param hiddenNow what counts as hidden in the current period
 */
export function movableCells(tables: CountTables, community: number, hiddenNow: number): MovableCells {
  const { current, periods } = tables.world.timeline
  const hidden = Int32Array.from(periods, (_, place) =>
    place === current ? hiddenNow : maskAt(tables.hidden, place, community),
  )
  return {
    hidden,
    up: hidden.map((mask, place) => mask & ~maskAt(tables.full, place, community)),
    down: hidden.map((mask, place) => mask & maskAt(tables.nonzero, place, community)),
  }
}

/** Whether all that some changes take up or down can go there. */
export function areMovable(changes: readonly Change[], up: Int32Array, down: Int32Array): boolean {
  for (const change of changes) {
    if ((change.up & (up[change.place] ?? 0)) !== change.up) return false
    if ((change.down & (down[change.place] ?? 0)) !== change.down) return false
  }
  return true
}
