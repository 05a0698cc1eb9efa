import type { Times } from '../model/protection-interval.js'
import type { ShiftId } from '../shifts/shift-space.js'

/** How many communities of a city there are at the most, as the numbers below are packed: China's largest has some ten thousand. */
const most = 2 ** 17

/** Of some communities: how many can make a shift at least once, twice and three times. */
export type Able = readonly [once: number, twice: number, thrice: number]

export const nobody: Able = [0, 0, 0]
const any = Number.POSITIVE_INFINITY
/** As many as are wanted. */
export const everybody: Able = [any, any, any]

/** Counts, for each of some areas, how many communities can make each shift, and how often. */
export class ShiftTally {
  /** By area and shift the three numbers, packed into one. */
  private readonly areas: Map<ShiftId, number>[] = []

  /** Counts so many more communities, or fewer, that can make a shift so often. */
  add(areaIndex: number, id: ShiftId, times: Times, amount: number): void {
    const counts = (this.areas[areaIndex] ??= new Map())
    counts.set(id, (counts.get(id) ?? 0) + amount * (1 + (times > 1 ? most : 0) + (times > 2 ? most * most : 0)))
  }

  /** How many communities of an area can make a shift once, twice, three times. */
  of(areaIndex: number, id: ShiftId): Able {
    const packed = this.areas[areaIndex]?.get(id) ?? 0
    return [packed % most, Math.floor(packed / most) % most, Math.floor(packed / (most * most))]
  }

  /** How many communities of an area can make a shift at all. */
  countOf(areaIndex: number, id: ShiftId): number {
    return (this.areas[areaIndex]?.get(id) ?? 0) % most
  }
}
