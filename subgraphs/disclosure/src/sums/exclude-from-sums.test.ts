import { expect, test } from 'vitest'
import { earlierPeriod, fullTable, handDraft, handWorld, openOnce } from '../testing/hand-world.js'
import { toldRows } from '../world/part-rows.js'
import { excludeFromSums } from './exclude-from-sums.js'

const total = 1
const months = ['2025-01', '2025-02', '2025-03']

test('a community whose count nobody compensates is excluded, and the sums over the others stay', () => {
  const world = handWorld('2025-01', {
    A: { volunteers: 5 },
    B: { volunteers: 20 },
    C: { volunteers: 20 },
    D: { volunteers: 30 },
  })
  const counts = handDraft(world, 'volunteers')
  expect(excludeFromSums(counts, 0, openOnce([total], [total]))).toBe(true)
  expect([...counts.excludedFromSums]).toEqual([1, 0, 0, 0])
  expect(counts.isSummed(0, 0)).toBe(false)
  expect([...counts.sums.boroughs]).toEqual([total])
  expect([...(counts.hidden[0] ?? [])]).toEqual([total, 0, 0, 0])
})

test('where the months that a quarter adds up counted a community in, the sums of the quarter give way instead', () => {
  const twenty = { enrolments: 20, completed: 12 }
  const communities = { A: { enrolments: 5, completed: 2 }, B: twenty, C: twenty, D: twenty }
  const earlier = new Map(months.map((month) => [month, earlierPeriod(communities, 'enrolments', { A: total })]))
  const counts = handDraft(handWorld('2025-Q1', communities, earlier), 'enrolments')
  const isExcluded = excludeFromSums(counts, 0, openOnce([0, 0, 0, total], [0, 0, 0, total]))
  expect(isExcluded).toBe(false)
  expect([...counts.excludedFromSums]).toEqual([0, 0, 0, 0])
  expect([...counts.sums.boroughs]).toEqual([toldRows & ~total])
  expect([...counts.sums.city]).toEqual([toldRows])
})

test('where an earlier sum of persons tells of what is open, a community publishes nothing more of the period', () => {
  const monthly = { A: { participants: 5 }, B: { participants: 20 }, C: { participants: 20 } }
  const earlier = new Map(months.map((month) => [month, earlierPeriod(monthly, 'participants', { A: total })]))
  const rows = fullTable({ RETIRED: { COURSE: 12 } })
  const world = handWorld(
    '2025-Q1',
    { A: { participants: rows }, B: { participants: rows }, C: { participants: rows } },
    earlier,
  )
  const counts = handDraft(world, 'participants')
  expect(counts.hidden[3]?.[0]).toBe(0)
  // Open is January's total of A.
  expect(excludeFromSums(counts, 0, openOnce([total, 0, 0, 0], [total, 0, 0, 0]))).toBe(true)
  expect(counts.hidden[3]?.[0]).toBe(counts.hideable[3]?.[0])
})
