import { type CountTables, maskAt } from '../world/count-tables.js'
import type { Change, Limits, LimitsOf } from './shift-space.js'

/** The limits of a count that is no part of another. */
export function ownLimits(tables: CountTables): LimitsOf {
  return (community, hiddenNow) => {
    const up = hiddenCells(tables, community, hiddenNow)
    return { up, down: aboveZero(tables, community, up), allow: () => true }
  }
}

/**
 * The limits of a part: it never exceeds its whole. Where it equals its whole, it can go up only if the whole can too.
 *
 * @param wholeCanRise whether a community's whole can go up in the total of some periods while its part goes down in others:
 *   masks of period indexes
 */
export function partLimits(
  tables: CountTables,
  wholeCanRise: (community: number, rising: number, falling: number) => boolean,
): LimitsOf {
  return (community, hiddenNow) => {
    const up = hiddenCells(tables, community, hiddenNow)
    const known = new Map<string, boolean>()
    return {
      up,
      down: aboveZero(tables, community, up),
      allow: (changes) => {
        let [rising, falling] = [0, 0]
        for (const { periodIndex, up: risen, down: fallen } of changes) {
          if ((risen & maskAt(tables.equalToWhole, periodIndex, community)) !== 0) rising |= 1 << periodIndex
          if (fallen !== 0) falling |= 1 << periodIndex
        }
        if (rising === 0) return true
        const key = `${rising}/${falling}`
        const canRise = known.get(key) ?? wholeCanRise(community, rising, falling)
        known.set(key, canRise)
        return canRise
      },
    }
  }
}

/** Whether limits leave no shift open at all. */
export function areClosed({ up }: Limits): boolean {
  return up.every((mask) => mask === 0)
}

/** Whether all that some changes take up or down can go there. */
export function areWithin(changes: readonly Change[], { up, down, allow }: Limits): boolean {
  for (const change of changes) {
    if ((change.up & (up[change.periodIndex] ?? 0)) !== change.up) return false
    if ((change.down & (down[change.periodIndex] ?? 0)) !== change.down) return false
  }
  return allow(changes)
}

function hiddenCells({ hidden, world }: CountTables, community: number, hiddenNow: number): Int32Array {
  const { current, periods } = world.timeline
  return Int32Array.from(periods, (_, periodIndex) =>
    periodIndex === current ? hiddenNow : maskAt(hidden, periodIndex, community),
  )
}

function aboveZero({ nonzero }: CountTables, community: number, hidden: Int32Array): Int32Array {
  return hidden.map((mask, periodIndex) => mask & maskAt(nonzero, periodIndex, community))
}
