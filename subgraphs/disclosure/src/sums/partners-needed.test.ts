import { expect, test } from 'vitest'
import fc from 'fast-check'
import { allTimes } from '../model/protection-interval.js'
import { areEnoughTogether, opposing, timesOpposed } from './partners-needed.js'
import type { Able } from './shift-tally.js'

/** How often each of some communities can oppose each of some shifts: a row for each community. */
type Abilities = readonly (readonly number[])[]

function ableOf(communities: Abilities, shift: number): Able {
  const ableTo = (often: number) => communities.filter((each) => (each[shift] ?? 0) >= often).length
  return [ableTo(1), ableTo(2), ableTo(3)]
}

/** Whether communities can share shifts out among themselves, each taking one of them only: by trying everything. */
function canShareOut(communities: Abilities, wanted: readonly number[]): boolean {
  if (wanted.every((times) => times <= 0)) return true
  const [first, ...others] = communities
  if (first === undefined) return false
  const takes = wanted.map((times, shift) => wanted.with(shift, times - (first[shift] ?? 0)))
  return [wanted, ...takes].some((left) => canShareOut(others, left))
}

test('shifts that count as opposed together can be shared out among others, whoever of them is left aside', () => {
  const community = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 })
  const times = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 })
  let enough = 0
  fc.assert(
    fc.property(fc.array(community, { minLength: 2, maxLength: 7 }), times, (communities, wanted) => {
      const shifts = wanted.map((each, shift) => ({ times: each, able: ableOf(communities, shift) }))
      if (!areEnoughTogether(shifts)) return
      enough += 1
      for (const aside of communities.keys()) expect(canShareOut(communities.toSpliced(aside, 1), wanted)).toBe(true)
    }),
    { numRuns: 400, seed: 15 },
  )
  expect(enough).toBeGreaterThan(50)
})

test('of two shifts, the rarer needs two partners and the other three', () => {
  const [two, three] = [
    [2, 0, 0],
    [3, 0, 0],
  ] as const
  expect(areEnoughTogether([two, three].map((able) => ({ times: 1, able })))).toBe(true)
  expect(areEnoughTogether([two, two].map((able) => ({ times: 1, able })))).toBe(false)
})

test('one shift is opposed as often by those who are looked for as by those who are counted', () => {
  const partner = fc.constantFrom(...allTimes).map((times) => ({ times }))
  fc.assert(
    fc.property(fc.array(partner, { maxLength: 6 }), fc.constantFrom(...allTimes), (partners, times) => {
      const able = ableOf(
        partners.map((each) => [each.times]),
        0,
      )
      expect(opposing(times, 0)(partners)).toBe(timesOpposed(able, times) === times)
    }),
    { seed: 15 },
  )
})
