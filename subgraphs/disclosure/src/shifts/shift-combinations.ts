import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { ShiftId, ShiftSpace } from './shift-space.js'

/** So many combinations of each length are begun at the most, before a longer one is tried. */
const mostBegun = 4_000
/** A combination has so many shifts at the most. */
const longestCombination = 5

/** By how much cells of periods change altogether, by the number of the cell: the period’s index × 30 + the breakdown. */
type Changes = ReadonlyMap<number, number>

/** Finds shifts that add up to given ones: cells that one takes up and another down again stay as they are. */
export class ShiftCombinations {
  private readonly bySum = new Map<string, ShiftId>()
  private readonly byStep = new Map<number, ShiftId[]>()

  /** @param partners how many could make the opposite of each shift */
  constructor(
    private readonly space: Pick<ShiftSpace, 'changes' | 'opposite'>,
    private readonly partners: ReadonlyMap<ShiftId, number>,
  ) {
    for (const id of partners.keys()) {
      const changes = this.without(new Map(), space.opposite(id))
      this.bySum.set(keyOf(changes), id)
      for (const [cell, change] of changes) {
        const step = stepOf(cell, change)
        const same = this.byStep.get(step)
        if (same === undefined) this.byStep.set(step, [id])
        else same.push(id)
      }
    }
  }

  /**
   * The shortest combination of shifts that adds up to given ones, the first of such that is found.
   *
   * @param partnersNeeded how many partners each shift of a combination needs, by the length of the combination
   */
  combinationFor(
    shifts: readonly ShiftId[],
    partnersNeeded: (length: number) => number,
  ): readonly ShiftId[] | undefined {
    const wanted = shifts.reduce<Changes>((rest, id) => this.without(rest, this.space.opposite(id)), new Map())
    for (let length = 1; length <= longestCombination; length++) {
      const least = partnersNeeded(length)
      const budget = { left: mostBegun }
      const found = this.complete(wanted, length, (part) => (this.partners.get(part) ?? 0) >= least, budget)
      if (found !== undefined) return found
    }
    return undefined
  }

  private complete(
    rest: Changes,
    length: number,
    isEligible: (id: ShiftId) => boolean,
    budget: { left: number },
  ): readonly ShiftId[] | undefined {
    if (length === 1) {
      const last = this.bySum.get(keyOf(rest))
      return last !== undefined && isEligible(last) ? [last] : undefined
    }
    for (const part of this.rarest(rest)) {
      if (!isEligible(part)) continue
      if (budget.left-- <= 0) return undefined
      const after = this.without(rest, part)
      if (after.size === 0) continue
      const others = this.complete(after, length - 1, isEligible, budget)
      if (others !== undefined) return [part, ...others]
    }
    return undefined
  }

  /** Of the steps that are still to be made, the shifts that make the one which the fewest make: one of them is in every combination. */
  private rarest(rest: Changes): readonly ShiftId[] {
    let found: readonly ShiftId[] | undefined
    for (const [cell, change] of rest) {
      const shifts = this.byStep.get(stepOf(cell, change)) ?? []
      if (found === undefined || shifts.length < found.length) found = shifts
    }
    return found ?? []
  }

  private without(rest: Changes, id: ShiftId): Changes {
    const after = new Map(rest)
    for (const { periodIndex, up, down } of this.space.changes(id)) {
      for (let left = up | down; left !== 0; left &= left - 1) {
        const bit = left & -left
        const cell = periodIndex * breakdownCount + 31 - Math.clz32(bit)
        const change = (after.get(cell) ?? 0) - ((up & bit) === 0 ? -1 : 1)
        if (change === 0) after.delete(cell)
        else after.set(cell, change)
      }
    }
    return after
  }
}

function stepOf(cell: number, change: number): number {
  return change > 0 ? cell + 1 : -cell - 1
}

function keyOf(changes: Changes): string {
  return [...changes]
    .sort(([first], [second]) => first - second)
    .map(([cell, change]) => `${cell}:${change}`)
    .join(' ')
}
