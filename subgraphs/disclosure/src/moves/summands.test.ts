import { expect, test } from '@jest/globals'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import fc from 'fast-check'
import type { Change, MoveId } from './move-space.js'
import { Summands } from './summands.js'

/** Cells of three periods that a move takes up or down; each move beside its opposite. */
const moves = fc
  .array(
    fc
      .array(fc.record({ periodIndex: fc.nat(2), up: fc.nat(15), down: fc.nat(15) }), { minLength: 1, maxLength: 2 })
      .map((changes) => changes.map(({ periodIndex, up, down }) => ({ periodIndex, up: up & ~down, down: down & ~up })))
      .filter((changes) => new Set(changes.map(({ periodIndex }) => periodIndex)).size === changes.length)
      .filter((changes) => changes.some(({ up, down }) => (up | down) !== 0)),
    { minLength: 3, maxLength: 12 },
  )
  .map((halves) =>
    halves.flatMap((changes) => [
      changes,
      changes.map(({ periodIndex, up, down }) => ({ periodIndex, up: down, down: up })),
    ]),
  )

const worlds = moves.chain((all) =>
  fc.record({
    all: fc.constant(all),
    makers: fc.array(fc.nat(8), { minLength: all.length, maxLength: all.length }),
    wanted: fc.array(fc.nat(all.length - 1), { minLength: 1, maxLength: 3 }),
  }),
)

/** What moves come to together, cell by cell. */
function sumOf(all: readonly (readonly Change[])[], ids: readonly MoveId[]): readonly number[] {
  const sum = Array.from({ length: 3 * breakdownCount }, () => 0)
  for (const { periodIndex, up, down } of ids.flatMap((id) => all[id] ?? []))
    for (let cell = 0; cell < breakdownCount; cell++)
      sum[periodIndex * breakdownCount + cell] =
        (sum[periodIndex * breakdownCount + cell] ?? 0) + ((up >> cell) & 1) - ((down >> cell) & 1)
  return sum
}

const makersFor = (summands: number) => summands + 1

test('moves that add up to others come to the same, and each has its makers', () => {
  fc.assert(
    fc.property(worlds, ({ all, makers, wanted }) => {
      const space = { opposite: (id: MoveId) => id ^ 1, changes: (id: MoveId) => all[id] ?? [] }
      const found = new Summands(space, new Map(makers.entries())).sumOf(wanted, makersFor)
      const isEligible = wanted.every((id) => (makers[id] ?? 0) >= makersFor(wanted.length))
      const total = sumOf(all, wanted)
      const isNothing = total.every((change) => change === 0)
      expect(found !== undefined || !isEligible || isNothing).toBe(true)
      expect(sumOf(all, found ?? wanted)).toEqual(total)
      expect((found ?? []).every((id) => (makers[id] ?? 0) >= makersFor(found?.length ?? 0))).toBe(true)
    }),
    { seed: 20260119, numRuns: 400 },
  )
})
