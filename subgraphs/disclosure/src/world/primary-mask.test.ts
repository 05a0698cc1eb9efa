import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { countsOf, handWorld } from '../testing/hand-world.js'
import { releaseOf } from '../testing/release-in-turn.js'
import { releaseWorldOf } from './release-world.js'
import { tabulateCount } from './tabulate-count.js'

const total = 1

test('a count from 1 to 10 is hidden by its own size; zero and 11 are not', () => {
  const world = handWorld('2025-01', {
    A: { enrolments: 0 },
    B: { enrolments: 1 },
    C: { enrolments: 10 },
    D: { enrolments: 11 },
  })
  expect([...(tabulateCount(world, 'enrolments', undefined).primary[0] ?? [])]).toEqual([0, total, total, 0])
})

test('a community may raise k', () => {
  const counts = { ...countsOf('A', { enrolments: 19 }), smallestCell: 20 }
  const world = releaseWorldOf(releaseOf('2025-01', [counts], new Map()))
  expect([...(tabulateCount(world, 'enrolments', undefined).primary[0] ?? [])]).toEqual([total])
})

test('a part is hidden where it is small, or where the rest of its whole is; all of the whole is no rest', () => {
  const world = handWorld('2025-01', {
    A: { enrolments: 30, completed: 6 },
    B: { enrolments: 30, completed: 24 },
    C: { enrolments: 30, completed: 15 },
    D: { enrolments: 30, completed: 30 },
  })
  const enrolments = tabulateCount(world, 'enrolments', undefined)
  expect([...(tabulateCount(world, 'completed', enrolments).primary[0] ?? [])]).toEqual([total, total, 0, 0])
})

test('a part is hidden where its whole is', () => {
  const world = handWorld('2025-01', { A: { enrolments: 8, completed: 8 }, B: { enrolments: 30, completed: 12 } })
  const enrolments = tabulateCount(world, 'enrolments', undefined)
  enrolments.hidden[0]?.set([total], 1)
  expect([...(tabulateCount(world, 'completed', enrolments).hidden[0] ?? [])]).toEqual([total, total])
})

test('money is hidden where two contributors dominate it, and not by its size', () => {
  const donations = baseCountNames.indexOf('donations')
  const communities = [countsOf('A', { donations: 900_000 }, [donations]), countsOf('B', { donations: 5 })]
  const world = releaseWorldOf(releaseOf('2025-01', communities, new Map()))
  expect([...(tabulateCount(world, 'donations', undefined).primary[0] ?? [])]).toEqual([total, 0])
})
