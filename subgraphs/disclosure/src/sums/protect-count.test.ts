import { expect, test } from 'vitest'
import { handWorld } from '../testing/hand-world.js'
import { compensationStrategies } from './compensation-strategies.js'
import { allSteps, protectCount } from './protect-count.js'

const total = 1
const world = handWorld('2025-01', {
  A: { volunteers: 5 },
  B: { volunteers: 12 },
  C: { volunteers: 20 },
  D: { volunteers: 40 },
})

test('for the 5 of A, the 12 of B and the 20 of C are hidden; the sum of 77 is published, and 37 are left of it', () => {
  const counts = protectCount(world, 'volunteers', undefined, allSteps)
  expect([...(counts.primary[0] ?? [])]).toEqual([total, 0, 0, 0])
  expect([...(counts.hidden[0] ?? [])]).toEqual([total, total, total, 0])
  expect([...counts.sums.boroughs]).toEqual([total])
  expect([...counts.excludedFromSums]).toEqual([0, 0, 0, 0])
  expect(world.communities.map((_, community) => counts.proof.openOf(community))).toEqual(Array(4).fill(undefined))
})

test('without secondary suppression, A alone is hidden: 77 − 12 − 20 − 40', () => {
  const counts = protectCount(world, 'volunteers', undefined, { ...allSteps, secondary: false, sums: false })
  expect([...(counts.hidden[0] ?? [])]).toEqual([total, 0, 0, 0])
  expect(counts.proof.openOf(0)).toBeDefined()
})

test('what keeps the sums of boroughs is tried before what unpublishes them', () => {
  expect(compensationStrategies.map(({ name }) => name)).toEqual([
    'one shift, within the borough',
    'the whole compensated within the borough',
    'several shifts of one cell, within the borough',
    'a joint shift, within the borough',
    'one shift, across the city',
    'several shifts of one cell, across the city',
    'a joint shift, across the city',
    'one shift against its opposite, wherever',
  ])
})
