import { describe, expect, test } from 'vitest'
import { Cooldown } from './cooldown.js'

function cooldown(failures = 2) {
  const clock = { now: 0 }
  return {
    clock,
    node: new Cooldown(
      { failures, shortest: 100, longest: 400 },
      () => clock.now,
      () => 0,
    ),
  }
}

describe('a node that fails', () => {
  test('is asked on until it failed as often in a row as it may', () => {
    const { node } = cooldown(3)
    node.failed()
    node.failed()
    expect(node.admits()).toBe(true)
    node.succeeded()
    node.failed()
    node.failed()
    expect(node.admits()).toBe(true)
    node.failed()
    expect(node.admits()).toBe(false)
  })

  test('is then let one question through at a time, after waits that double up to the longest', () => {
    const { clock, node } = cooldown()
    node.failed()
    node.failed()
    const waits: number[] = []
    for (let probe = 0; probe < 5; probe++) {
      const from = clock.now
      while (!node.admits()) clock.now += 1
      waits.push(clock.now - from)
      expect(node.admits()).toBe(false)
      node.failed()
    }
    expect(waits).toEqual([100, 200, 400, 400, 400])
  })

  test('is left alone no longer for questions that were under way when it began to fail', () => {
    const { clock, node } = cooldown()
    for (let underWay = 0; underWay < 20; underWay++) node.failed()
    clock.now = 100
    expect(node.admits()).toBe(true)
    node.failed()
    clock.now = 299
    expect(node.admits()).toBe(false)
    clock.now = 300
    expect(node.admits()).toBe(true)
  })

  test('is asked as before once it has answered', () => {
    const { clock, node } = cooldown()
    node.failed()
    node.failed()
    clock.now = 100
    expect(node.admits()).toBe(true)
    node.succeeded()
    expect([node.admits(), node.admits()]).toEqual([true, true])
  })

  test('is probed again at once when the client that probed it has gone', () => {
    const { clock, node } = cooldown()
    node.failed()
    node.failed()
    clock.now = 100
    expect(node.admits()).toBe(true)
    node.undecided()
    expect(node.admits()).toBe(true)
  })

  test('is tried up to a quarter earlier, by chance', () => {
    const clock = { now: 0 }
    const node = new Cooldown(
      { failures: 1, shortest: 100, longest: 400 },
      () => clock.now,
      () => 0.999_999,
    )
    node.failed()
    clock.now = 74
    expect(node.admits()).toBe(false)
    clock.now = 76
    expect(node.admits()).toBe(true)
  })
})
