import { expect, test } from 'vitest'
import { earlierPeriod, handDraft, handWorld, maskOf, table } from '../testing/hand-world.js'
import { fitsKinds, fitsTime, saysTheSame } from './person-constraints.js'
import { timeViolation } from './time-violation.js'

const total = 1

test('persons of all kinds are at least as many as in any kind, and at most as many as in all', () => {
  // 5 in the course and 3 in the workshop: 5 to 8 persons.
  const cells = new Map([...table({ RETIRED: { COURSE: 5, WORKSHOP: 3 } }), [0, 7]])
  const counts = handDraft(handWorld('2025-Q1', { A: { participants: cells } }), 'participants')
  const fits = (up: number, down: number) =>
    fitsKinds(counts, 0, { changes: [{ periodIndex: 0, up, down }], times: 1 }, [true])
  expect(fits(total, 0)).toBe(true)
  expect(fits(total, maskOf(['ALL', 'WORKSHOP']))).toBe(false)
  expect(fits(0, total)).toBe(true)
})

const months = { '2025-01': 5, '2025-02': 3, '2025-03': 2 }

/** A quarter of 5 persons: as many as in January, the fullest of its months. */
function quarter() {
  const earlier = new Map(
    Object.entries(months).map(([month, participants]) => [
      month,
      earlierPeriod({ A: { participants } }, 'participants', { A: total }),
    ]),
  )
  const rows = table({ RETIRED: { COURSE: 5 } })
  return handDraft(handWorld('2025-Q1', { A: { participants: rows } }, earlier), 'participants')
}

test('a quarter has at least as many persons as any of its months; one more in January needs one more in the quarter', () => {
  const counts = quarter()
  const january = [{ periodIndex: 0, up: total, down: 0 }]
  const february = [{ periodIndex: 1, up: total, down: 0 }]
  expect(fitsTime(counts, 0, february, 1)).toBe(true)
  // Three more are as many as in the quarter, and no more.
  expect(fitsTime(counts, 0, february, 2)).toBe(true)
  expect(fitsTime(counts, 0, february, 3)).toBe(false)
  expect(fitsTime(counts, 0, january, 1)).toBe(false)
  expect(timeViolation(counts, 0, january, 1)).toEqual({ repairs: [{ periodIndex: 3, cell: 0, isUp: true }] })
  expect(timeViolation(counts, 0, [...january, { periodIndex: 3, up: total, down: 0 }], 1)).toBeUndefined()
})

test('a quarter has at most as many persons as its months together', () => {
  const counts = quarter()
  const sixMore = Array.from({ length: 6 }, () => ({ periodIndex: 3, up: total, down: 0 }))
  expect(timeViolation(counts, 0, sixMore.slice(1), 1)).toBeUndefined()
  expect(timeViolation(counts, 0, sixMore, 1)?.repairs).toEqual([
    { periodIndex: 0, cell: 0, isUp: true },
    { periodIndex: 1, cell: 0, isUp: true },
    { periodIndex: 2, cell: 0, isUp: true },
  ])
})

test('a hidden count stays at zero or above, and does not exceed the round number that its return says', () => {
  const counts = handDraft(handWorld('2025-01', { A: { participants: 5 } }), 'participants')
  const by = (steps: number) =>
    Array.from({ length: Math.abs(steps) }, () => ({
      periodIndex: 0,
      up: steps > 0 ? total : 0,
      down: steps < 0 ? total : 0,
    }))
  expect([-6, -5, 8, 9].map((steps) => saysTheSame(counts, 0, { changes: by(steps), times: 1 }))).toEqual([
    false,
    true,
    true,
    false,
  ])
})
