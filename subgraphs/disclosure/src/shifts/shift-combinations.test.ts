import { expect, test } from 'vitest'
import type { ShiftId } from './shift-space.js'
import { ShiftCombinations } from './shift-combinations.js'

const [a, b, c] = [1, 2, 4]
/** Each beside its opposite: from b to a, from c to a, from b to c. */
const shifts = [
  [a, b],
  [b, a],
  [a, c],
  [c, a],
  [c, b],
  [b, c],
] as const
const space = {
  opposite: (id: ShiftId) => id ^ 1,
  changes: (id: ShiftId) => [{ periodIndex: 0, up: shifts[id]?.[0] ?? 0, down: shifts[id]?.[1] ?? 0 }],
}
const [fromBToA, fromCToA, fromBToC] = [0, 2, 4]

test('from b to a is from c to a and from b to c, for whoever has the partners', () => {
  const combinations = new ShiftCombinations(
    space,
    new Map([
      [fromCToA, 4],
      [fromBToC, 4],
    ]),
  )
  const found = combinations.combinationFor([fromBToA], (length) => length + 2)
  expect(found?.toSorted((first, second) => first - second)).toEqual([fromCToA, fromBToC])
})

test('one shift is a shorter combination than two', () => {
  const partners = new Map([
    [fromBToA, 3],
    [fromCToA, 4],
    [fromBToC, 4],
  ])
  expect(new ShiftCombinations(space, partners).combinationFor([fromBToA], (length) => length + 2)).toEqual([fromBToA])
})

test('a combination of two needs more partners of each than one shift alone', () => {
  const combinations = new ShiftCombinations(
    space,
    new Map([
      [fromCToA, 4],
      [fromBToC, 3],
    ]),
  )
  expect(combinations.combinationFor([fromBToA], (length) => length + 2)).toBeUndefined()
})
