import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from '../world/count-tables.js'
import type { Change } from './move-space.js'

const columns = cellKinds.length

/** Whether persons still are at least as many in a whole period as in any part of it, and at most as many as in all. */
export function fitsTime(tables: CountTables, community: number, changes: readonly Change[]): boolean {
  for (const { whole, parts } of tables.world.timeline.sums) {
    let touched = 0
    for (const { place, up, down } of changes) if (place === whole || parts.includes(place)) touched |= up | down
    // A cell that the parts don't have is not bounded by them.
    for (const part of parts) touched &= tables.cells[part] ?? 0
    for (let left = touched; left !== 0; left &= left - 1) {
      const cell = 31 - Math.clz32(left & -left)
      let most = 0
      let sum = 0
      for (const part of parts) {
        const persons = personsAfter(tables, community, changes, part, cell)
        most = Math.max(most, persons)
        sum += persons
      }
      const persons = personsAfter(tables, community, changes, whole, cell)
      if (persons < most || persons > sum) return false
    }
  }
  return true
}

/** Whether persons still are at least as many altogether as in any kind, and at most as many as in all kinds. */
export function fitsKinds(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  isBrokenDown: readonly boolean[],
): boolean {
  for (const { place, up, down } of changes) {
    if (isBrokenDown[place] !== true) continue
    for (let first = 0; first < breakdownCount; first += columns) {
      if (!(((up | down) >> first) & (2 ** columns - 1))) continue
      let most = 0
      let sum = 0
      for (let kind = 1; kind < columns; kind++) {
        const persons = personsAfter(tables, community, changes, place, first + kind)
        most = Math.max(most, persons)
        sum += persons
      }
      const persons = personsAfter(tables, community, changes, place, first)
      if (persons < most || persons > sum) return false
    }
  }
  return true
}

function personsAfter(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  place: number,
  cell: number,
): number {
  let persons = tables.valueOf(place, community, cell)
  for (const change of changes) {
    if (change.place === place) persons += ((change.up >> cell) & 1) - ((change.down >> cell) & 1)
  }
  return persons
}
