import { expect, test } from 'vitest'
import { earlierPeriod, handDraft, handWorld, maskOf, openOnce, table } from '../testing/hand-world.js'
import { CandidateShifts } from './candidate-shifts.js'
import { Certificate } from './certificate.js'
import { findJointShift } from './find-joint-shift.js'

const total = 1
const months = ['2025-01', '2025-02', '2025-03']
const one = maskOf(['RETIRED', 'ALL'], ['RETIRED', 'COURSE'], ['ALL', 'ALL'], ['ALL', 'COURSE'])

/**
 * A quarter in which all are retired and come to the course. By community: persons in the quarter, in January, and in February and March
 * each. Months were released before and hid all totals.
 */
function quarterOf(persons: Readonly<Record<string, readonly [quarter: number, january: number, later: number]>>) {
  const hidden = Object.fromEntries(Object.keys(persons).map((name) => [name, total]))
  const earlier = new Map(
    months.map((month, index) => {
      const counts = Object.entries(persons).map(
        ([name, [, january, later]]) => [name, { participants: index === 0 ? january : later }] as const,
      )
      return [month, earlierPeriod(Object.fromEntries(counts), 'participants', hidden)]
    }),
  )
  const communities = Object.entries(persons).map(
    ([name, [quarter]]) => [name, { participants: table({ RETIRED: { COURSE: quarter } }) }] as const,
  )
  return handDraft(handWorld('2025-Q1', Object.fromEntries(communities), earlier), 'participants')
}

/** January's total of A has to go up. */
const januaryUp = openOnce([total, 0, 0, 0], [0, 0, 0, 0])
/** A had 5 persons in January and 5 in the quarter: no month has more than its quarter. */
const partners = { B: [9, 8, 2], C: [9, 8, 2], D: [9, 8, 2] } as const

test('one more in January needs one more in the quarter: both together, the second compensated by one more than the first', () => {
  const counts = quarterOf({ A: [5, 5, 3], ...partners })
  const plan = findJointShift(counts, 0, januaryUp, new CandidateShifts(counts, new Certificate(counts)))
  expect(plan?.shifts.map((id) => counts.space.changes(id))).toEqual([
    [{ periodIndex: 0, up: total, down: 0 }],
    [{ periodIndex: 3, up: one, down: 0 }],
  ])
  expect(plan?.times).toBe(1)
  const partnersOf = (shift: number) =>
    plan?.compensations
      .filter(({ id }) => id === shift)
      .flatMap((each) => each.partners)
      .toSorted((first, second) => first - second)
  expect(plan?.shifts.map(partnersOf)).toEqual([
    [1, 2],
    [1, 2, 3],
  ])
})

test('three partners for two shifts: of two, one left aside would know what the other does', () => {
  const { B, C } = partners
  const counts = quarterOf({ A: [5, 5, 3], B, C })
  expect(findJointShift(counts, 0, januaryUp, new CandidateShifts(counts, new Certificate(counts)))).toBeUndefined()
})
