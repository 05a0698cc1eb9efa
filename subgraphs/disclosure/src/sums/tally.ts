import type { MoveId } from '../moves/move-space.js'

/** Counts, for each of some areas, how many communities can make each move. */
export class Tally {
  private readonly areas: Map<MoveId, number>[] = []

  add(area: number, id: MoveId, amount: number): void {
    const counts = (this.areas[area] ??= new Map())
    counts.set(id, (counts.get(id) ?? 0) + amount)
  }

  of(area: number, id: MoveId): number {
    return this.areas[area]?.get(id) ?? 0
  }
}
