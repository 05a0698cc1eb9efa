import { expect, test } from 'vitest'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import fc from 'fast-check'
import type { Change, ShiftId } from './shift-space.js'
import { ShiftCombinations } from './shift-combinations.js'

/** Cells of three periods that a shift takes up or down; each shift beside its opposite. */
const shifts = fc
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

const worlds = shifts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    partners: fc.array(fc.nat(8), { minLength: all.length, maxLength: all.length }),
    wanted: fc.array(fc.nat(all.length - 1), { minLength: 1, maxLength: 3 }),
  }),
)

/** What shifts come to together, cell by cell. */
function sumOf(all: readonly (readonly Change[])[], ids: readonly ShiftId[]): readonly number[] {
  const sum = Array.from({ length: 3 * breakdownCount }, () => 0)
  for (const { periodIndex, up, down } of ids.flatMap((id) => all[id] ?? []))
    for (let cell = 0; cell < breakdownCount; cell++)
      sum[periodIndex * breakdownCount + cell] =
        (sum[periodIndex * breakdownCount + cell] ?? 0) + ((up >> cell) & 1) - ((down >> cell) & 1)
  return sum
}

const partnersNeeded = (length: number) => length + 1

test('shifts that add up to others come to the same, and each has its partners', () => {
  fc.assert(
    fc.property(worlds, ({ all, partners, wanted }) => {
      const space = { opposite: (id: ShiftId) => id ^ 1, changes: (id: ShiftId) => all[id] ?? [] }
      const found = new ShiftCombinations(space, new Map(partners.entries())).combinationFor(wanted, partnersNeeded)
      const isEligible = wanted.every((id) => (partners[id] ?? 0) >= partnersNeeded(wanted.length))
      const total = sumOf(all, wanted)
      const isNothing = total.every((change) => change === 0)
      expect(found !== undefined || !isEligible || isNothing).toBe(true)
      expect(sumOf(all, found ?? wanted)).toEqual(total)
      expect((found ?? []).every((id) => (partners[id] ?? 0) >= partnersNeeded(found?.length ?? 0))).toBe(true)
    }),
    { seed: 20260119, numRuns: 400 },
  )
})
