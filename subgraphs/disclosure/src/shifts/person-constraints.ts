import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Times } from '../model/protection-interval.js'
import { type CountTables, maskAt } from '../world/count-tables.js'
import type { Change, Step } from './shift-space.js'
import { toldRanges } from './told-ranges.js'

const columns = cellKinds.length

/** Persons of a cell of a whole period who are fewer than in a part of it, or more than in all. */
export interface TimeMisfit {
  readonly whole: number
  readonly parts: readonly number[]
  readonly cell: number
  readonly areTooFew: boolean
}

/** Whether persons still are at least as many in a whole period as in any part of it, and at most as many as in all. */
export function fitsTime(tables: CountTables, community: number, changes: readonly Change[], times: Times): boolean {
  return timeMisfit(tables, community, changes, times) === undefined
}

/** The first cell in which a whole period and its parts no longer go together. */
export function timeMisfit(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  times: Times,
): TimeMisfit | undefined {
  const personsIn = (periodIndex: number, cell: number) =>
    personsAfter(tables, community, { changes, times }, periodIndex, cell)
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
        const persons = personsIn(part, cell)
        most = Math.max(most, persons)
        sum += persons
      }
      const persons = personsIn(whole, cell)
      if (persons < most || persons > sum) return { whole, parts, cell, areTooFew: persons < most }
    }
  }
  return undefined
}

/** Whether persons still are at least as many altogether as in any kind, and at most as many as in all kinds. */
export function fitsKinds(
  tables: CountTables,
  community: number,
  made: MadeChanges,
  isBrokenDown: readonly boolean[],
): boolean {
  return kindMisfit(tables, community, made, isBrokenDown) === undefined
}

/** The first persons of a group who are fewer than in a kind, or more than in all kinds, with the steps each of which would repair it. */
export function kindMisfit(
  tables: CountTables,
  community: number,
  made: MadeChanges,
  isBrokenDown: readonly boolean[],
): readonly Step[] | undefined {
  for (const { periodIndex, up, down } of made.changes) {
    if (isBrokenDown[periodIndex] !== true) continue
    for (let first = 0; first < breakdownCount; first += columns) {
      if (!(((up | down) >> first) & (2 ** columns - 1))) continue
      if (!(((tables.cells[periodIndex] ?? 0) >> (first + 1)) & 1)) continue
      let largest = first + 1
      let most = 0
      let sum = 0
      for (let cell = first + 1; cell < first + columns; cell++) {
        const persons = personsAfter(tables, community, made, periodIndex, cell)
        if (persons > most) [most, largest] = [persons, cell]
        sum += persons
      }
      const persons = personsAfter(tables, community, made, periodIndex, first)
      if (persons >= most && persons <= sum) continue
      const areTooFew = persons < most
      return [
        { periodIndex, cell: first, isUp: areTooFew },
        { periodIndex, cell: largest, isUp: !areTooFew },
      ]
    }
  }
  return undefined
}

/** Whether a community's return would still say the same of its hidden cells. */
export function saysTheSame(tables: CountTables, community: number, made: MadeChanges): boolean {
  return made.changes.every(({ periodIndex, up, down }) => {
    const rangeOf = toldRanges(
      tables,
      periodIndex,
      community,
      maskAt(tables.hidden, periodIndex, community) | up | down,
    )
    for (let left = up | down; left !== 0; left &= left - 1) {
      const cell = 31 - Math.clz32(left & -left)
      const after = personsAfter(tables, community, made, periodIndex, cell)
      const { least, most } = rangeOf(cell)
      if (after < least || after > most) return false
    }
    return true
  })
}

/** Changes that are made so many times. */
export interface MadeChanges {
  readonly changes: readonly Change[]
  readonly times: Times
}

/** How many persons a cell has after some changes. */
export function personsAfter(
  tables: CountTables,
  community: number,
  { changes, times }: MadeChanges,
  periodIndex: number,
  cell: number,
): number {
  let persons = tables.valueOf(periodIndex, community, cell)
  for (const change of changes) {
    if (change.periodIndex === periodIndex) persons += times * (((change.up >> cell) & 1) - ((change.down >> cell) & 1))
  }
  return persons
}
