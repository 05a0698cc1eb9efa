import { expect, test } from 'vitest'
import { fullTable, handDraft, handWorld, maskOf, table } from '../testing/hand-world.js'
import { suppressSecondary } from './suppress-secondary.js'

test('beside a cell of 5, the three that close the cheapest rectangle are hidden', () => {
  // Course and workshop: 5 + 20 retired, 30 + 40 of the general group, 50 + 50 of others. By 5 = 25 − 20, the cell alone would be known.
  const attendances = fullTable({ RETIRED: { COURSE: 5, WORKSHOP: 20 }, GENERAL: { COURSE: 30, WORKSHOP: 40 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  expect(counts.hidden[0]?.[0]).toBe(maskOf(['RETIRED', 'COURSE']))
  suppressSecondary(counts, 0)
  // 20 + 30 + 40 tell less than what closes any other rectangle.
  expect(counts.hidden[0]?.[0]).toBe(
    maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'WORKSHOP'], ['GENERAL', 'COURSE'], ['GENERAL', 'WORKSHOP']),
  )
})

test('where all of a community is one small cell, nothing but what everybody sees to be zero is told', () => {
  const attendances = table({ RETIRED: { COURSE: 5 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  suppressSecondary(counts, 0)
  // No workshop was held. That no migrant came to the course is hidden.
  expect(counts.hidden[0]?.[0]).toBe(counts.hideable[0]?.[0])
  expect((counts.hidden[0]?.[0] ?? 0) & maskOf(['MIGRANTS', 'COURSE'], ['RETIRED', 'WORKSHOP'])).toBe(
    maskOf(['MIGRANTS', 'COURSE']),
  )
})

test('beside a zero, as much is hidden as lets it be three', () => {
  const attendances = fullTable({ RETIRED: { COURSE: 0, WORKSHOP: 20 }, GENERAL: { COURSE: 30, WORKSHOP: 40 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  expect(counts.hidden[0]?.[0]).toBe(maskOf(['RETIRED', 'COURSE']))
  suppressSecondary(counts, 0)
  expect(counts.hidden[0]?.[0]).toBe(
    maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'WORKSHOP'], ['GENERAL', 'COURSE'], ['GENERAL', 'WORKSHOP']),
  )
})

test('where nothing must be hidden, nothing is', () => {
  const attendances = fullTable({ RETIRED: { COURSE: 15, WORKSHOP: 20 } })
  const counts = handDraft(handWorld('2025-01', { A: { attendances } }), 'attendances')
  suppressSecondary(counts, 0)
  expect(counts.hidden[0]?.[0]).toBe(0)
})
