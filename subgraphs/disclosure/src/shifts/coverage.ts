import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { allTimes, type Times, widestStep } from '../model/protection-interval.js'
import { type CountTables, maskAt } from '../world/count-tables.js'
import type { ShiftId, ShiftSpace } from './shift-space.js'

/**
 * How far some shifts take the cells of one community: for each number of times, by period, the cells that go up so often, and those that
 * go down so often; masks. Of cells that must be protected it also says how far they have still to go.
 */
export interface Coverage {
  readonly up: Readonly<Record<Times, Int32Array>>
  readonly down: Readonly<Record<Times, Int32Array>>
}

/** The coverage of no shift at all. */
export function noCoverage({ world }: CountTables): Coverage {
  const masks = () => new Int32Array(world.timeline.periods.length)
  return { up: { 1: masks(), 2: masks(), 3: masks() }, down: { 1: masks(), 2: masks(), 3: masks() } }
}

/** Adds to a coverage what a shift changes that is made so many times. */
export function cover(space: ShiftSpace, covered: Coverage, id: ShiftId, most: number): void {
  for (const { periodIndex, up, down } of space.changes(id)) {
    for (const times of allTimes) {
      if (times > most) continue
      add(covered.up[times], periodIndex, up)
      add(covered.down[times], periodIndex, down)
    }
  }
}

/** Adds to a coverage what shifts change that are made together, each so many times. */
export function coverTogether(space: ShiftSpace, covered: Coverage, ids: readonly ShiftId[], times: Times): void {
  const net = new Map<number, number>()
  for (const { periodIndex, up, down } of ids.flatMap((id) => space.changes(id)))
    for (let left = up | down; left !== 0; left &= left - 1) {
      const bit = left & -left
      const at = periodIndex * breakdownCount + 31 - Math.clz32(bit)
      net.set(at, (net.get(at) ?? 0) + ((up & bit) === 0 ? -times : times))
    }
  for (const [at, change] of net)
    for (const each of allTimes) {
      if (each > Math.abs(change)) continue
      add((change > 0 ? covered.up : covered.down)[each], Math.floor(at / breakdownCount), 1 << (at % breakdownCount))
    }
}

/**
 * What a coverage leaves open of the cells of a community that must not be known: how far they could go to have four values, 0 among them
 * where there are 1 or 2. Undefined when nothing is open.
 */
export function uncovered(tables: CountTables, community: number, { up, down }: Coverage): Coverage | undefined {
  const open = noCoverage(tables)
  let isOpen = false
  for (const periodIndex of up[1].keys()) {
    const must = maskAt(tables.primary, periodIndex, community)
    if (must === 0) continue
    const [up1, up2, up3] = [up[1][periodIndex] ?? 0, up[2][periodIndex] ?? 0, up[3][periodIndex] ?? 0]
    const [down1, down2, down3] = [down[1][periodIndex] ?? 0, down[2][periodIndex] ?? 0, down[3][periodIndex] ?? 0]
    const wide = up3 | (up2 & down1) | (up1 & down2) | down3
    const [least1, least2, least3] = [1, 2, widestStep].map((times) =>
      maskAt(tables.atLeast[times as Times], periodIndex, community),
    ) as [number, number, number]
    const reachesZero = ~least1 | (down1 & ~least2) | (down2 & ~least3) | least3
    const left = must & ~(wide & reachesZero)
    if (left === 0) continue
    isOpen = true
    const needs = (times: Times, upward: number, downward: number) => {
      add(open.up[times], periodIndex, left & upward)
      add(open.down[times], periodIndex, left & downward)
    }
    needs(3, ~up3 & (~least1 | least3), ~down3 & least3)
    needs(2, ~up2 & least1 & (~least2 | (least3 & down1)), ~down2 & least2)
    needs(1, ~up1 & least2, ~down1 & ((least1 & ~least2) | (least3 & up2)))
  }
  return isOpen ? open : undefined
}

/** How often a shift must be made at the most to take one of the cells that are open the way that is open; 0 where it takes none. */
export function timesToClose(space: ShiftSpace, id: ShiftId, open: Coverage, most: Times): Times | 0 {
  const changes = space.changes(id)
  const closes = (times: Times) =>
    changes.some(
      ({ periodIndex, up, down }) =>
        ((open.up[times][periodIndex] ?? 0) & up) !== 0 || ((open.down[times][periodIndex] ?? 0) & down) !== 0,
    )
  return allTimes.find((times) => times <= most && closes(times)) ?? 0
}

/** The cells that a coverage concerns, by period, as masks. */
export function openCells({ up, down }: Coverage): readonly number[] {
  return [...up[1].keys()].map((periodIndex) =>
    allTimes.reduce((mask, times) => mask | (up[times][periodIndex] ?? 0) | (down[times][periodIndex] ?? 0), 0),
  )
}

/** Whether two coverages are the same. */
export function isSameCoverage(one: Coverage, other: Coverage): boolean {
  return allTimes.every((times) =>
    (['up', 'down'] as const).every((way) => one[way][times].every((mask, at) => mask === other[way][times][at])),
  )
}

function add(masks: Int32Array, periodIndex: number, cells: number): void {
  masks[periodIndex] = (masks[periodIndex] ?? 0) | cells
}
