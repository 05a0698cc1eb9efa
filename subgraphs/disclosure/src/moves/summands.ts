import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { MoveId, MoveSpace } from './move-space.js'

/** So many sums are begun at the most of each length, before a longer one is tried. */
const mostBegun = 4_000
/** So many moves make up another at the most. */
const mostSummands = 5

/** By how much cells of periods change altogether, by a number that names the cell. */
type Changes = ReadonlyMap<number, number>

/** Moves that may add up to others: cells that one takes up and another down again stay as they are. */
export class Summands {
  private readonly bySum = new Map<string, MoveId>()
  private readonly byStep = new Map<number, MoveId[]>()

  /** @param makers how many could make the opposite of each move */
  constructor(
    private readonly space: Pick<MoveSpace, 'changes' | 'opposite'>,
    private readonly makers: ReadonlyMap<MoveId, number>,
  ) {
    for (const id of makers.keys()) {
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
   * The fewest moves that add up to some moves made at once, the first of such that is found.
   *
   * @param makersOf how many makers each needs where they are so many
   */
  sumOf(moves: readonly MoveId[], makersOf: (summands: number) => number): readonly MoveId[] | undefined {
    const wanted = moves.reduce<Changes>((rest, id) => this.without(rest, this.space.opposite(id)), new Map())
    for (let summands = 1; summands <= mostSummands; summands++) {
      const least = makersOf(summands)
      const budget = { left: mostBegun }
      const found = this.complete(wanted, summands, (part) => (this.makers.get(part) ?? 0) >= least, budget)
      if (found !== undefined) return found
    }
    return undefined
  }

  private complete(
    rest: Changes,
    summands: number,
    isEligible: (id: MoveId) => boolean,
    budget: { left: number },
  ): readonly MoveId[] | undefined {
    if (summands === 1) {
      const last = this.bySum.get(keyOf(rest))
      return last !== undefined && isEligible(last) ? [last] : undefined
    }
    for (const part of this.rarest(rest)) {
      if (!isEligible(part)) continue
      if (budget.left-- <= 0) return undefined
      const after = this.without(rest, part)
      if (after.size === 0) continue
      const others = this.complete(after, summands - 1, isEligible, budget)
      if (others !== undefined) return [part, ...others]
    }
    return undefined
  }

  /** The moves that make the step of a change which the fewest make: one of them is in every sum. */
  private rarest(rest: Changes): readonly MoveId[] {
    let found: readonly MoveId[] | undefined
    for (const [cell, change] of rest) {
      const moves = this.byStep.get(stepOf(cell, change)) ?? []
      if (found === undefined || moves.length < found.length) found = moves
    }
    return found ?? []
  }

  private without(rest: Changes, id: MoveId): Changes {
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
