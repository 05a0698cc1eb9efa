import { type CountTables, maskAt } from '../world/count-tables.js'

/** By period: which cells of a community a move can take up, since they are hidden, and which down, since they are above zero too. */
export interface MovableCells {
  readonly up: Int32Array
  readonly down: Int32Array
}

/**
 * The cells of a community that a move can change. A part stays between nothing and its whole, unless the whole moves along.
 *
 * @param hiddenNow what counts as hidden in the current period
 * @param jointly whether the whole moves along
 */
export function movableCells(
  tables: CountTables,
  community: number,
  hiddenNow: number,
  jointly: boolean,
): MovableCells {
  const { world, hidden, nonzero, full, whole } = tables
  const hiddenAt = (place: number) => {
    const own = place === world.timeline.current ? hiddenNow : maskAt(hidden, place, community)
    return jointly && whole !== undefined ? own & maskAt(whole.hidden, place, community) : own
  }
  const places = world.timeline.periods.map((_, place) => place)
  return {
    up: Int32Array.from(places, (place) => hiddenAt(place) & (jointly ? -1 : ~maskAt(full, place, community))),
    down: Int32Array.from(places, (place) => hiddenAt(place) & maskAt(nonzero, place, community)),
  }
}
