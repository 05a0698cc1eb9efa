import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { countsOf, fullTable } from '../testing/hand-world.js'
import { releaseOf } from '../testing/release-in-turn.js'
import { releasePeriod } from '../release-period.js'
import type { ReleasedReturn } from '../model/period-release.js'
import { correctedReturn } from './corrected-return.js'

const attendances = baseCountNames.indexOf('attendances')

/** Releases a month of one community, with cells withheld that an earlier version hid. */
function releaseAlone(retired: number, withheld: readonly number[] = []): ReleasedReturn {
  const counts = countsOf('A', {
    attendances: fullTable({ RETIRED: { COURSE: retired, WORKSHOP: 20 }, GENERAL: { COURSE: 30, WORKSHOP: 40 } }),
  })
  const [released] = releasePeriod({ ...releaseOf('2025-01', [{ ...counts, withheld }], new Map()), byNode: true })
  if (released === undefined) throw new Error('Expected a return.')
  return released
}

const correct = (retired: number, old: ReleasedReturn) =>
  correctedReturn((withheld) => Promise.resolve(releaseAlone(retired, withheld)), old, old)

test('the next version hides what the first one hid, though it is no longer small', async () => {
  const old = releaseAlone(5)
  const next = await correct(15, old)
  expect(next.version).toBe(2)
  expect(releaseAlone(15).hidden[attendances]).toBe(0)
  expect(next.hidden[attendances]).toBe(old.hidden[attendances])
})

test('where a cell falls below k that was published, nothing of its count is published any more', async () => {
  const old = releaseAlone(15)
  expect(old.hidden[attendances]).toBe(0)
  // Ten are fewer than before: what stays published would tell that.
  const next = await correct(5, old)
  expect(next.cells.filter(({ counts }) => counts.attendances)).toEqual([])
})

test('it stays in the sums as it was, and where sums tell of a count, it is no closer bounded', async () => {
  const old: ReleasedReturn = { ...releaseAlone(5), summed: releaseAlone(5).summed.map(() => true) }
  const boundsOf = ({ cells }: ReleasedReturn) => cells.filter(({ bounds }) => bounds?.attendances !== undefined)
  expect(boundsOf(old)).not.toEqual([])
  const next = await correct(6, old)
  expect(next.summed).toEqual(old.summed)
  expect(boundsOf(next)).toEqual([])
  const excluded = await correct(6, { ...old, excludedFromSums: [attendances] })
  expect(boundsOf(excluded)).not.toEqual([])
})
