import { expect, test } from 'vitest'
import { earlierPeriod, handDraft, handWorld, maskOf, table } from '../testing/hand-world.js'

/** All shifts of a draft, each as its changes. */
function shiftsOf({ space }: ReturnType<typeof handDraft>) {
  return Array.from({ length: space.size }, (_, id) => space.changes(id))
}

test('a month of persons tells a total alone: somebody comes, or goes', () => {
  const counts = handDraft(handWorld('2025-01', { A: { participants: 5 } }), 'participants')
  expect(shiftsOf(counts)).toEqual([[{ periodIndex: 0, up: 1, down: 0 }], [{ periodIndex: 0, up: 0, down: 1 }]])
})

test('in a quarter somebody comes to some kinds, or takes the place of one of another group', () => {
  const all = shiftsOf(handDraft(handWorld('2025-Q1', { A: {} }), 'participants'))
  // A retired person comes to the course.
  expect(all).toContainEqual([
    {
      periodIndex: 0,
      up: maskOf(['RETIRED', 'ALL'], ['RETIRED', 'COURSE'], ['ALL', 'ALL'], ['ALL', 'COURSE']),
      down: 0,
    },
  ])
  // A retired person who took part in the course was of the general group.
  expect(all).toContainEqual([
    {
      periodIndex: 0,
      up: maskOf(['GENERAL', 'ALL'], ['GENERAL', 'COURSE']),
      down: maskOf(['RETIRED', 'ALL'], ['RETIRED', 'COURSE']),
    },
  ])
  // Who takes part in a course already comes to the workshop too: no total changes.
  expect(all).toContainEqual([{ periodIndex: 0, up: maskOf(['RETIRED', 'WORKSHOP'], ['ALL', 'WORKSHOP']), down: 0 }])
  // A retired person who came to the workshop is replaced by one of the general group who came to the course.
  expect(all).toContainEqual([
    {
      periodIndex: 0,
      up: maskOf(['GENERAL', 'ALL'], ['GENERAL', 'COURSE'], ['ALL', 'COURSE']),
      down: maskOf(['RETIRED', 'ALL'], ['RETIRED', 'WORKSHOP'], ['ALL', 'WORKSHOP']),
    },
  ])
})

test('somebody counts in a month and in its quarter, or in the month alone', () => {
  const months = ['2025-01', '2025-02', '2025-03']
  const earlier = new Map(months.map((month) => [month, earlierPeriod({ A: {} }, 'participants', {})]))
  const all = shiftsOf(handDraft(handWorld('2025-Q1', { A: {} }, earlier), 'participants'))
  expect(all).toContainEqual([{ periodIndex: 0, up: 1, down: 0 }])
  expect(all).toContainEqual([
    {
      periodIndex: 3,
      up: maskOf(['RETIRED', 'ALL'], ['RETIRED', 'COURSE'], ['ALL', 'ALL'], ['ALL', 'COURSE']),
      down: 0,
    },
    { periodIndex: 1, up: 1, down: 0 },
  ])
})

test('a shift is possible where all that it changes is hidden', () => {
  const rows = table({ RETIRED: { COURSE: 5 } })
  const counts = handDraft(handWorld('2025-Q1', { A: { participants: rows } }), 'participants')
  const possibleWith = (hidden: number) =>
    counts.space.possible(0, counts.space.limitsOf(0, hidden)).ids.map((id) => counts.space.changes(id))
  const comes = maskOf(['RETIRED', 'ALL'], ['RETIRED', 'COURSE'], ['ALL', 'ALL'], ['ALL', 'COURSE'])
  expect(possibleWith(comes)).toEqual([
    [{ periodIndex: 0, up: 0, down: comes }],
    [{ periodIndex: 0, up: comes, down: 0 }],
  ])
  expect(possibleWith(comes & ~1)).toEqual([])
})
