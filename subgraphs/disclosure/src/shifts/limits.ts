import { type Times, allTimes, widestStep } from '../model/protection-interval.js'
import { type CountTables, maskAt } from '../world/count-tables.js'
import type { Change, Limits, LimitsOf } from './shift-space.js'
import { toldRanges } from './told-ranges.js'

/** The limits of a count that is no part of another. */
export function ownLimits(tables: CountTables): LimitsOf {
  return (community, hiddenNow) => ({ ...cellLimits(tables, community, hiddenNow), allow: () => true })
}

/** By how much a community's whole exceeds its part in a period. */
export type RestOf = (periodIndex: number, community: number) => number

/**
 * The limits of a part: it never exceeds its whole. Where it is nearly as large, it can go up only if the whole can too.
 *
 * @param restOf by how much a whole exceeds its part
 * @param wholeCanRise whether a community's whole can go up so many times in the total of some periods while its part goes down in others:
 *   masks of period indexes
 */
export function partLimits(
  tables: CountTables,
  restOf: RestOf,
  wholeCanRise: (community: number, rising: number, falling: number, times: Times) => boolean,
): LimitsOf {
  return (community, hiddenNow) => {
    const known = new Map<string, boolean>()
    return {
      ...cellLimits(tables, community, hiddenNow),
      allow: (changes, times, isAlone) => {
        let [rising, falling, missing] = [0, 0, 0]
        for (const [periodIndex, change] of netChanges(changes)) {
          if (change < 0) falling |= 1 << periodIndex
          const above = change * times - restOf(periodIndex, community)
          if (above > 0) [rising, missing] = [rising | (1 << periodIndex), Math.max(missing, above)]
        }
        if (rising === 0) return true
        if (isAlone || missing > widestStep) return false
        const key = `${rising}/${falling}/${missing}`
        const canRise = known.get(key) ?? wholeCanRise(community, rising, falling, missing as Times)
        known.set(key, canRise)
        return canRise
      },
    }
  }
}

/** By how much some changes change the total, by period. */
function netChanges(changes: readonly Change[]): ReadonlyMap<number, number> {
  const net = new Map<number, number>()
  for (const { periodIndex, up, down } of changes)
    net.set(periodIndex, (net.get(periodIndex) ?? 0) + (up & 1) - (down & 1))
  return net
}

/** Whether limits leave no shift open at all. */
export function areClosed({ hidden }: Limits): boolean {
  return hidden.every((mask) => mask === 0)
}

/** Whether all that some changes take up or down can go there so many times. */
export function areWithin(
  changes: readonly Change[],
  { up, down, allow }: Limits,
  times: Times,
  isAlone = false,
): boolean {
  const [highest, lowest] = [up[times], down[times]]
  for (const change of changes) {
    if ((change.up & (highest[change.periodIndex] ?? 0)) !== change.up) return false
    if ((change.down & (lowest[change.periodIndex] ?? 0)) !== change.down) return false
  }
  return allow(changes, times, isAlone)
}

/** How often some changes can be made at the most, as far as limits tell; 0 where they can't be made at all. */
export function timesWithin(changes: readonly Change[], limits: Limits, isAlone = false): Times | 0 {
  if (!areWithin(changes, limits, 1, isAlone)) return 0
  return allTimes.find((times) => times === 1 || areWithin(changes, limits, times, isAlone)) ?? 1
}

/** The cells that can go up and down, once, twice and three times, by their size and by what is told of them. */
function cellLimits(tables: CountTables, community: number, hiddenNow: number): Omit<Limits, 'allow'> {
  const { hidden, world, valueOf } = tables
  const { current, periods } = world.timeline
  const masks = () => new Int32Array(periods.length)
  const limits = {
    hidden: masks(),
    up: { 1: masks(), 2: masks(), 3: masks() },
    down: { 1: masks(), 2: masks(), 3: masks() },
  }
  for (const periodIndex of periods.keys()) {
    const mask = periodIndex === current ? hiddenNow : maskAt(hidden, periodIndex, community)
    limits.hidden[periodIndex] = mask
    const rangeOf = mask === 0 ? undefined : toldRanges(tables, periodIndex, community, mask)
    if (rangeOf === undefined) continue
    for (let left = mask; left !== 0; left &= left - 1) {
      const bit = left & -left
      const cell = 31 - Math.clz32(bit)
      const value = valueOf(periodIndex, community, cell)
      const { least, most } = rangeOf(cell)
      for (const times of allTimes) {
        if (value + times <= most) add(limits.up[times], periodIndex, bit)
        if (value - times >= least) add(limits.down[times], periodIndex, bit)
      }
    }
  }
  return limits
}

function add(masks: Int32Array, periodIndex: number, bit: number): void {
  masks[periodIndex] = (masks[periodIndex] ?? 0) | bit
}
