import { expect, test } from 'vitest'
import { sizedCache } from './sized-cache.js'

interface Weighed {
  bytes: number
}
const weighed = (mostBytes: number) => sizedCache<Weighed>(mostBytes, ({ bytes }) => bytes)

test('forgets what was used longest ago when all takes too much', () => {
  const cache = weighed(3_000)
  for (const key of ['a', 'b', 'c']) cache.set(key, { bytes: 500 })
  expect(cache.get('a')).toBeDefined()
  cache.set('d', { bytes: 1_000 })
  expect([...cache.keys()].toSorted()).toEqual(['a', 'c', 'd'])
  expect(cache.calculatedSize).toBeLessThanOrEqual(3_000)
})

test('does not keep what is too large alone, and keeps the others', () => {
  const cache = weighed(1_000)
  cache.set('small', { bytes: 100 })
  cache.set('large', { bytes: 5_000 })
  expect([...cache.keys()]).toEqual(['small'])
})

test('counts keys, what is deleted, and what has grown and is set again', () => {
  const cache = weighed(10_000)
  const value = { bytes: 0.5 }
  cache.set('key'.repeat(100), value)
  expect(cache.calculatedSize).toBeGreaterThan(600)
  cache.clear()
  expect(cache.calculatedSize).toBe(0)
  cache.set('a', value)
  const once = cache.calculatedSize
  value.bytes = 1_000
  cache.delete('a')
  cache.set('a', value)
  expect(cache.calculatedSize).toBeGreaterThan(once + 900)
})
