import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepRunning } from './keep-running.js'

/** Something whose runs end when the test says so. */
function mortal(unable = 0) {
  const waits: number[] = []
  const reasons: unknown[] = []
  let begun = 0
  let end: (reason: unknown) => void = () => undefined
  const start = async () => {
    begun += 1
    if (begun <= unable) throw new Error('not yet')
    return { ended: new Promise((resolve) => (end = resolve)) }
  }
  const onEnd = (reason: unknown, wait: number) => void (reasons.push(reason), waits.push(wait))
  return { start, onEnd, waits, reasons, begun: () => begun, end: (reason: unknown) => end(reason) }
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await pause(1)
}

test('what ends is begun again, later and later up to the longest wait', async () => {
  const thing = mortal()
  const kept = keepRunning({ ...thing, firstWait: 1, longestWait: 6 })
  for (let run = 1; run <= 5; run++) {
    await until(() => kept.isUp && thing.begun() === run)
    thing.end(`end ${run}`)
    await until(() => thing.reasons.length === run)
    expect(kept.isUp).toBe(false)
  }
  expect(thing.waits).toEqual([1, 2, 4, 6, 6])
  expect(thing.reasons[4]).toBe('end 5')
  await kept.stop()
})

test('a run that has been sound for long ends for the first time again', async () => {
  const thing = mortal()
  const kept = keepRunning({ ...thing, firstWait: 1, soundAfter: 0 })
  for (let run = 1; run <= 3; run++) {
    await until(() => kept.isUp && thing.begun() === run)
    thing.end('end')
    await until(() => thing.waits.length === run)
  }
  expect(thing.waits).toEqual([1, 1, 1])
  await kept.stop()
})

test('what can not begin is tried again, and told of when it has', async () => {
  const thing = mortal(2)
  let restarts = 0
  const kept = keepRunning({ ...thing, firstWait: 1, onRestart: () => (restarts += 1) })
  await until(() => kept.isUp)
  expect([thing.begun(), restarts, thing.waits]).toEqual([3, 1, [1, 2]])
  await kept.stop()
  expect(kept.isUp).toBe(false)
})

test('nothing is begun once it is stopped, be it up, waiting or beginning', async () => {
  const up = mortal()
  const kept = keepRunning({ ...up, firstWait: 60_000 })
  await until(() => kept.isUp)
  up.end('end')
  await until(() => up.waits.length === 1)
  await kept.stop()
  expect(up.begun()).toBe(1)
})
