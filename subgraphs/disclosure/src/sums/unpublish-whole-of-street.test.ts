import { expect, test } from 'vitest'
import { handWorld } from '../testing/hand-world.js'
import { areaIndexOf } from '../world/area-index.js'
import { allSteps, protectCount } from './protect-count.js'
import { unpublishWholeOfStreet } from './unpublish-whole-of-street.js'

test('without the street’s total of the whole, others of the borough compensate it', () => {
  const world = handWorld('2025', {
    A: { volunteers: 5 },
    B: { volunteers: 6 },
    C: { volunteers: 7 },
    '101002/D': { volunteers: 20 },
    '101002/E': { volunteers: 20 },
  })
  const whole = protectCount(world, 'volunteers', undefined, allSteps)
  const areaOfA = () => whole.proof.shiftsOf(0).map(({ areaIndex }) => areaIndex)
  expect([...whole.sums.streets]).toEqual([1, 0])
  expect(areaOfA()).toEqual([0, 0])
  expect(unpublishWholeOfStreet(whole, 0)).toBe(true)
  expect([...whole.sums.streets]).toEqual([0, 0])
  const borough = areaIndexOf(world, 'borough', 0)
  expect(areaOfA()).toEqual([borough, borough])
  // There is nothing left to unpublish.
  expect(unpublishWholeOfStreet(whole, 0)).toBe(false)
  expect(unpublishWholeOfStreet(undefined, 0)).toBe(false)
})
