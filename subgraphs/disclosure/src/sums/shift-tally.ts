import type { ShiftId } from '../shifts/shift-space.js'

/** Counts, for each of some areas, how many communities can make each shift. */
export class ShiftTally {
  private readonly areas: Map<ShiftId, number>[] = []

  /** Counts so many more, or fewer, in an area. */
  add(areaIndex: number, id: ShiftId, amount: number): void {
    const counts = (this.areas[areaIndex] ??= new Map())
    counts.set(id, (counts.get(id) ?? 0) + amount)
  }

  /** How many communities of an area can make a shift. */
  of(areaIndex: number, id: ShiftId): number {
    return this.areas[areaIndex]?.get(id) ?? 0
  }
}
