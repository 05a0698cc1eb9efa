import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { countsOf, handWorld } from '../testing/hand-world.js'
import { releaseOf } from '../testing/release-in-turn.js'
import { releaseWorldOf } from './release-world.js'
import { partCell, restCell } from './part-rows.js'
import { tabulateCount } from './tabulate-count.js'

const total = 1

test('a count from 0 to 10 is hidden by its own size; 11 is not, nor a zero that everybody sees', () => {
  const world = handWorld('2025-01', {
    A: { volunteers: 0 },
    B: { volunteers: 1 },
    C: { volunteers: 10 },
    D: { volunteers: 11 },
    E: {},
  })
  expect([...(tabulateCount(world, 'volunteers', undefined).primary[0] ?? [])]).toEqual([total, total, total, 0, 0])
})

test('a community may raise k', () => {
  const counts = { ...countsOf('A', { volunteers: 19 }), smallestCell: 20 }
  const world = releaseWorldOf(releaseOf('2025-01', [counts], new Map()))
  expect([...(tabulateCount(world, 'volunteers', undefined).primary[0] ?? [])]).toEqual([total])
})

test('a whole, its part and the rest are three rows of one table, and each is hidden where it is small', () => {
  const world = handWorld('2025-01', {
    A: { enrolments: 30, completed: 6 },
    B: { enrolments: 30, completed: 24 },
    C: { enrolments: 30, completed: 15 },
    D: { enrolments: 30, completed: 30 },
  })
  const { primary, hidden } = tabulateCount(world, 'enrolments', undefined)
  const [part, rest] = [1 << partCell, 1 << restCell]
  // That all completed is hidden as that none did.
  expect([...(primary[0] ?? [])]).toEqual([part, rest, 0, rest])
  // The rest is told nowhere.
  expect([...(hidden[0] ?? [])]).toEqual([part | rest, rest, rest, rest])
})

test('a part that is protected by itself is hidden where its whole is, and where the rest is small', () => {
  const world = handWorld('2025-01', {
    A: { participants: 40, olderParticipants: 20 },
    B: { participants: 30, olderParticipants: 30 },
    C: { participants: 30, olderParticipants: 12 },
  })
  const whole = tabulateCount(world, 'participants', undefined)
  whole.hidden[0]?.set([total])
  const part = tabulateCount(world, 'olderParticipants', whole)
  expect([...(part.primary[0] ?? [])]).toEqual([0, total, 0])
  expect([...(part.hidden[0] ?? [])]).toEqual([total, total, 0])
})

test('money is hidden where two contributors dominate it, and not by its size', () => {
  const donations = baseCountNames.indexOf('donations')
  const communities = [countsOf('A', { donations: 900_000 }, [donations]), countsOf('B', { donations: 5 })]
  const world = releaseWorldOf(releaseOf('2025-01', communities, new Map()))
  expect([...(tabulateCount(world, 'donations', undefined).primary[0] ?? [])]).toEqual([total, 0])
})
