import { beforeEach, describe, expect, test } from 'vitest'
import { Guesses } from './guesses.js'

let now: number
let guesses: Guesses
beforeEach(() => {
  now = 1_000_000
  guesses = new Guesses(() => now)
})

/** Guesses as soon as it may, so often, and gives the seconds that it had to wait before each guess. */
function guess(times: number, name = 'wang.min', address = '203.0.113.7'): number[] {
  return Array.from({ length: times }, () => {
    const wait = guesses.begin(name, address)
    now += wait * 1_000
    return wait === 0 ? wait : wait + guesses.begin(name, address)
  })
}

describe('wrong passwords', () => {
  test('may be five, then wait a second and twice as long each time, five minutes at the most', () => {
    expect(guess(16)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  })

  test('that are given at once are counted before they are looked at', () => {
    const waits = Array.from({ length: 20 }, () => guesses.begin('wang.min', '203.0.113.7'))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  test('of one address keep nobody waiting at another, and nobody of another name', () => {
    guess(12)
    expect(guesses.begin('wang.min', '203.0.113.7')).toBeGreaterThan(0)
    expect(guesses.begin('wang.min', '203.0.113.8')).toBe(0)
    expect(guesses.begin('li.office', '203.0.113.7')).toBe(0)
  })

  test('are forgotten after a right one, and after a quarter of an hour without one', () => {
    guess(5)
    guesses.forget('wang.min', '203.0.113.7')
    expect(guess(5)).toEqual([0, 0, 0, 0, 0])
    now += 15 * 60_000 + 1
    expect(guess(5)).toEqual([0, 0, 0, 0, 0])
  })
})
