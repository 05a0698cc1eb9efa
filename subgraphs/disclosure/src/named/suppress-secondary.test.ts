import { expect, test } from 'vitest'
import { handDraft, handWorld, maskOf, table } from '../testing/hand-world.js'
import { suppressSecondary } from './suppress-secondary.js'

test('beside a cell of 5, the three that close the cheapest rectangle are hidden', () => {
  // Course and workshop: 5 + 20 retired, 30 + 40 others. By 5 = 25 − 20 and 5 = 35 − 30, the cell alone would be known.
  const attendances = table({ RETIRED: { COURSE: 5, WORKSHOP: 20 }, GENERAL: { COURSE: 30, WORKSHOP: 40 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  expect(counts.hidden[0]?.[0]).toBe(maskOf(['RETIRED', 'COURSE']))
  suppressSecondary(counts, 0)
  // 20 + 30 + 40 tell less than what closes the other rectangles: 25 + 30 + 70 or 20 + 35 + 60, or 25 + 35 + 95.
  expect(counts.hidden[0]?.[0]).toBe(
    maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'WORKSHOP'], ['GENERAL', 'COURSE'], ['GENERAL', 'WORKSHOP']),
  )
})

test('where all of a community is one cell, its margins are hidden with it', () => {
  const attendances = table({ RETIRED: { COURSE: 5 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  suppressSecondary(counts, 0)
  expect(counts.hidden[0]?.[0]).toBe(
    maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'ALL'], ['ALL', 'COURSE'], ['ALL', 'ALL']),
  )
})

test('where nothing must be hidden, nothing is', () => {
  const attendances = table({ RETIRED: { COURSE: 15, WORKSHOP: 20 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  suppressSecondary(counts, 0)
  expect(counts.hidden[0]?.[0]).toBe(0)
})
