import { expect, test } from 'vitest'
import { handDraft, handWorld } from '../testing/hand-world.js'
import { CandidateShifts } from './candidate-shifts.js'
import { Certificate } from './certificate.js'
import { findCompensatedShift } from './find-compensated-shift.js'

/** What is found for A, the first community: the partners and the levels at which they compensate. */
function foundForA(communities: Readonly<Record<string, number>>) {
  const counts = handDraft(
    handWorld(
      '2025-01',
      Object.fromEntries(Object.entries(communities).map(([name, volunteers]) => [name, { volunteers }])),
    ),
    'volunteers',
  )
  const certificate = new Certificate(counts)
  const open = certificate.openOf(0)
  if (open === undefined) throw new Error('Expected something to be open.')
  const plan = findCompensatedShift(counts, 0, open, new CandidateShifts(counts, certificate))
  return (
    plan && {
      partners: plan.compensations.flatMap(({ partners }) => partners).toSorted((first, second) => first - second),
      levels: [...new Set(plan.compensations.map(({ level }) => level))],
      cost: plan.cost,
    }
  )
}

test('the two whose counts tell the least are the partners: a thousand for each cell, and its size', () => {
  // B 40, C 12, D 20: C and D are hidden for A.
  expect(foundForA({ A: 5, B: 40, C: 12, D: 20 })).toEqual({ partners: [2, 3], levels: ['street'], cost: 2_032 })
})

test('who is hidden anyway costs nothing', () => {
  expect(foundForA({ A: 5, B: 12, C: 9, D: 20 })).toEqual({ partners: [1, 2], levels: ['street'], cost: 1_012 })
})

test('where a street has too few partners, those of the borough do: streets have no sums of a month', () => {
  const found = foundForA({ A: 5, B: 40, '101002/C': 12 })
  expect(found).toEqual({ partners: [1, 2], levels: ['borough'], cost: 2_052 })
})

test('where a borough has too few partners, those of the city do, and the borough’s sum is the price', () => {
  // A must be able to be two more. If B looks on, C alone is left, and can be one less; D and E lie in another borough.
  const found = foundForA({ A: 1, B: 9, C: 1, '104001/D': 12, '104001/E': 20 })
  // 2 × 10^7 for A's borough, and D and E hidden. Their borough has no sum: there are but two of them.
  expect(found).toEqual({ partners: [3, 4], levels: ['city'], cost: 20_002_032 })
})

test('where nobody in the city can be as much less, nothing is found', () => {
  expect(foundForA({ A: 1, B: 9, C: 1 })).toBeUndefined()
})
