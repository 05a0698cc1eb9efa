import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { draftCount } from '../shifts/count-draft.js'
import { countsOf, handDraft, handWorld } from '../testing/hand-world.js'
import { releaseOf } from '../testing/release-in-turn.js'
import { releaseWorldOf } from '../world/release-world.js'
import { keepRemaindersSafe } from './keep-remainders-safe.js'

const total = 1

/** Whether the sums of boroughs, and of the city, are published of volunteers. Whoever has fewer than 11 is hidden. */
function published(communities: Readonly<Record<string, number>>) {
  const named = Object.entries(communities).map(([name, volunteers]) => [name, { volunteers }] as const)
  const counts = handDraft(handWorld('2025-01', Object.fromEntries(named)), 'volunteers')
  keepRemaindersSafe(counts)
  return { boroughs: [...counts.sums.boroughs], city: [...counts.sums.city] }
}

test('what is left of a sum, when what communities publish is taken away, is 11 or more by three or more', () => {
  // 5 + 4 + 2 = 11 of 31.
  expect(published({ A: 5, B: 4, C: 2, D: 20 })).toEqual({ boroughs: [total], city: [total] })
  // 5 + 3 + 2 = 10.
  expect(published({ A: 5, B: 3, C: 2, D: 20 })).toEqual({ boroughs: [0], city: [0] })
  // 10 + 10 by two.
  expect(published({ A: 10, B: 10, C: 20, D: 20 })).toEqual({ boroughs: [0], city: [0] })
  // Nothing is left at all.
  expect(published({ A: 20, B: 20, C: 20, D: 20 })).toEqual({ boroughs: [total], city: [total] })
})

test('where the city would tell an unsafe borough by the others, the smallest other is unpublished too', () => {
  const boroughs = { A: 5, B: 3, C: 2, '104001/D': 5, '104001/E': 4, '104001/F': 3 }
  // 10 are left of the first borough; with the 12 of the second, 22 are left of the city.
  expect(published(boroughs)).toEqual({ boroughs: [0, 0], city: [total] })
})

test('of money, the two largest of what is left make at most 85 %', () => {
  const donations = baseCountNames.indexOf('donations')
  const publishedOf = (...amounts: readonly number[]) => {
    const communities = amounts.map((amount, index) =>
      countsOf(String.fromCodePoint(65 + index), { donations: amount }, [donations]),
    )
    const counts = draftCount(releaseWorldOf(releaseOf('2025-01', communities, new Map())), 'donations', undefined)
    keepRemaindersSafe(counts)
    return [...counts.sums.city]
  }
  expect(publishedOf(50, 35, 15)).toEqual([total])
  expect(publishedOf(50, 36, 14)).toEqual([0])
})
