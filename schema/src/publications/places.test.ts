import { expect, test } from 'vitest'
import { smallestCell } from '../measures/disclosure-rules.js'
import { mayTell, placeStates, placesLeft } from './places.js'

const capacities = Array.from({ length: 120 }, (_, index) => index + 1)

test.each([
  [10, 0, 'FEW'],
  [10, 10, 'FEW'],
  [11, 0, 'OPEN'],
  [11, 10, 'OPEN'],
  [11, 11, 'FULL'],
  [20, 19, 'OPEN'],
  [21, 10, 'OPEN'],
  [21, 11, 'FEW'],
  [21, 20, 'FEW'],
  [21, 21, 'FULL'],
  [100, 89, 'OPEN'],
  [100, 90, 'FEW'],
])('of %i places %i are taken: %s', (capacity, taken, places) => {
  expect(placesLeft(capacity, taken, smallestCell)).toBe(places)
})

test.each([smallestCell, 20])(
  'whatever is told, the places taken may be each number below a smallest cell of %i, or none of them',
  (smallest) => {
    for (const capacity of capacities) {
      const possible = Array.from({ length: capacity + 1 }, (_, taken) => taken)
      for (const told of placeStates) {
        const taken = possible.filter((n) => placesLeft(capacity, n, smallest) === told)
        const small = taken.filter((n) => n < smallest)
        expect([0, Math.min(smallest, capacity + 1)], `${told} of ${capacity}`).toContain(small.length)
        expect(taken.length === 0 || mayTell(told, capacity), `${told} of ${capacity}`).toBe(true)
      }
    }
  },
)

test('a programme for fewer than eleven never says that it is full, or that it is not', () => {
  expect(placeStates.filter((told) => mayTell(told, 10))).toEqual(['FEW'])
  expect(placeStates.filter((told) => mayTell(told, 11))).toEqual(placeStates)
})
