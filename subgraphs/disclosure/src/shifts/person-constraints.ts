import { smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { boundsAround, bracketAbove } from '../model/bracket.js'
import { type CountTables, maskAt } from '../world/count-tables.js'
import type { Change } from './shift-space.js'

const columns = cellKinds.length

/** Persons of a cell of a whole period who are fewer than in a part of it, or more than in all. */
export interface TimeMisfit {
  readonly whole: number
  readonly parts: readonly number[]
  readonly cell: number
  readonly areTooFew: boolean
}

/** Whether persons still are at least as many in a whole period as in any part of it, and at most as many as in all. */
export function fitsTime(tables: CountTables, community: number, changes: readonly Change[]): boolean {
  return timeMisfit(tables, community, changes) === undefined
}

/** The first cell in which a whole period and its parts no longer go together. */
export function timeMisfit(tables: CountTables, community: number, changes: readonly Change[]): TimeMisfit | undefined {
  for (const { whole, parts } of tables.world.timeline.sums) {
    let touched = 0
    for (const { periodIndex, up, down } of changes)
      if (periodIndex === whole || parts.includes(periodIndex)) touched |= up | down
    // A cell that either does not have is not bounded.
    for (const periodIndex of [whole, ...parts]) touched &= tables.cells[periodIndex] ?? 0
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
      if (persons < most || persons > sum) return { whole, parts, cell, areTooFew: persons < most }
    }
  }
  return undefined
}

/** Whether persons still are at least as many altogether as in any kind, and at most as many as in all kinds. */
export function fitsKinds(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  isBrokenDown: readonly boolean[],
): boolean {
  for (const { periodIndex, up, down } of changes) {
    if (isBrokenDown[periodIndex] !== true) continue
    for (let first = 0; first < breakdownCount; first += columns) {
      if (!(((up | down) >> first) & (2 ** columns - 1))) continue
      if (!(((tables.cells[periodIndex] ?? 0) >> (first + 1)) & 1)) continue
      let most = 0
      let sum = 0
      for (let kind = 1; kind < columns; kind++) {
        const persons = personsAfter(tables, community, changes, periodIndex, first + kind)
        most = Math.max(most, persons)
        sum += persons
      }
      const persons = personsAfter(tables, community, changes, periodIndex, first)
      if (persons < most || persons > sum) return false
    }
  }
  return true
}

/** Whether what some changes leave in hidden cells is still within the bounds that are told of them. */
export function staysWithinBounds(tables: CountTables, community: number, changes: readonly Change[]): boolean {
  return changes.every(({ periodIndex, up, down }) => {
    const highest = highestHidden(tables, periodIndex, community)
    for (let left = up | down; left !== 0; left &= left - 1) {
      const cell = 31 - Math.clz32(left & -left)
      const persons = tables.valueOf(periodIndex, community, cell)
      const after = personsAfter(tables, community, changes, periodIndex, cell)
      const [low, high] = tables.isSummed(periodIndex, community) ? [0, highest] : boundsAround(persons)
      if (after < low || after > Math.min(high, highest)) return false
    }
    return true
  })
}

/** What a community's return says that no hidden cell of a period exceeds; at least that, since more may be hidden yet. */
function highestHidden(tables: CountTables, periodIndex: number, community: number): number {
  let most = 0
  for (let left = maskAt(tables.hidden, periodIndex, community); left !== 0; left &= left - 1)
    most = Math.max(most, tables.valueOf(periodIndex, community, 31 - Math.clz32(left & -left)))
  return bracketAbove(most, smallestCell)
}

/** How many persons a cell has after some changes. */
export function personsAfter(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  periodIndex: number,
  cell: number,
): number {
  let persons = tables.valueOf(periodIndex, community, cell)
  for (const change of changes) {
    if (change.periodIndex === periodIndex) persons += ((change.up >> cell) & 1) - ((change.down >> cell) & 1)
  }
  return persons
}
