import { expect, test } from 'vitest'
import { randomFor } from './random.js'

test('a stream is fixed by seed and key', () => {
  const draw = (seed: number, key: string) => {
    const random = randomFor(seed, key)
    return [random.next(), random.between(1, 6), random.normal()]
  }
  expect(draw(1, 'a')).toEqual([0.9446110017597675, 6, 0.40613656328059733])
  expect(draw(1, 'a')).not.toEqual(draw(2, 'a'))
  expect(draw(1, 'a')).not.toEqual(draw(1, 'b'))
})

test('draws are spread as they say', () => {
  const random = randomFor(7, 'spread')
  const counts = [0, 0, 0]
  let sum = 0
  let squares = 0
  for (let draw = 0; draw < 20_000; draw++) {
    const index = random.weighted([1, 2, 1])
    counts[index] = (counts[index] ?? 0) + 1
    const normal = random.normal()
    sum += normal
    squares += normal * normal
  }
  expect((counts[1] ?? 0) / 20_000).toBeCloseTo(0.5, 1)
  expect(sum / 20_000).toBeCloseTo(0, 1)
  expect(squares / 20_000).toBeCloseTo(1, 1)
})

test('picking from nothing is an error', () => {
  expect(() => randomFor(1, 'a').pick([])).toThrow('expected at least one item')
})

test('undefined is picked as any other item', () => {
  expect(randomFor(1, 'a').pick([undefined])).toBeUndefined()
})
