import { expect, test } from 'vitest'
import { bothCells } from '../model/cell-masks.js'
import { fullTable, handDraft, handWorld, maskOf } from '../testing/hand-world.js'
import { Certificate } from './certificate.js'
import { releaseStreets } from './release-streets.js'

const five = fullTable({ RETIRED: { COURSE: 5, WORKSHOP: 20 }, GENERAL: { COURSE: 20, WORKSHOP: 20 } })
const twenty = fullTable({ RETIRED: { COURSE: 20, WORKSHOP: 20 }, GENERAL: { COURSE: 20, WORKSHOP: 20 } })
const cell = maskOf(['RETIRED', 'COURSE'])
/** The four cells of the retired and the general group, of course and workshop. */
const four = maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'WORKSHOP'], ['GENERAL', 'COURSE'], ['GENERAL', 'WORKSHOP'])

/** The table by group and by kind that a street of A, B and C publishes of a year, beside another street of the borough. */
function tableOfStreet(hidden: readonly number[], beside: readonly string[]): number {
  const world = handWorld('2025', {
    A: { attendances: five },
    B: { attendances: twenty },
    C: { attendances: twenty },
    ...Object.fromEntries(beside.map((name) => [`101002/${name}`, { attendances: twenty }])),
  })
  const counts = handDraft(world, 'attendances', hidden)
  const certificate = new Certificate(counts)
  expect(certificate.openOf(0)).toBeUndefined()
  releaseStreets(counts, certificate)
  return (counts.sums.streets[0] ?? 0) & bothCells
}

test('a street’s table is published where its own communities compensate each other', () => {
  expect(tableOfStreet([four, four, four], [])).toBe(bothCells)
})

test('it is not where a community has its partners in another street, though enough is left of the sum', () => {
  // 5 + 20 + 20 retired come to the courses, hidden by all three. But B and C hide that cell alone and can't be one less.
  expect(tableOfStreet([four, cell, cell, four, four, four], ['D', 'E', 'F'])).toBe(0)
})

test('a cell of which too little would be left in the borough beside is not published, but the others are', () => {
  // The borough's sum less the street's is what D and E hide: two.
  expect(tableOfStreet([four, four, four, four, four], ['D', 'E'])).toBe(bothCells & ~four)
})
