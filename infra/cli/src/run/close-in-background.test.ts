import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { type ClosingPeriods, closeInBackground } from './close-in-background.js'

let closing: ClosingPeriods | undefined
afterEach(() => closing?.stop())

/** Threads that do nothing, and what was logged of them. */
function begun() {
  const threads: Worker[] = []
  const said: string[] = []
  const log = Object.assign(createLog('test', 'silent'), {
    error: (_: unknown, words: string) => said.push(words),
    info: (words: string) => said.push(words),
  })
  const beginWith = (program: string, resourceLimits = {}) => {
    closing = closeInBackground({
      url: 'postgresql://nobody@127.0.0.1/none',
      log,
      longestWait: 20,
      begin: (told) => {
        const thread = new Worker(program, { eval: true, workerData: told, resourceLimits })
        threads.push(thread)
        return thread
      },
    })
    return closing
  }
  return { threads, said, beginWith }
}

const idle = 'setInterval(() => undefined, 1000)'

test('a thread that ends is begun again, and it is told while it is down', async () => {
  const { threads, said, beginWith } = begun()
  const running = beginWith(idle)
  for (let run = 1; run <= 3; run++) {
    while (!running.isUp || threads.length < run) await pause(5)
    void threads[run - 1]?.terminate()
    while (running.isUp) await pause(1)
  }
  while (!running.isUp) await pause(5)
  expect(said.filter((words) => words.includes('has ended; it is begun again'))).toHaveLength(3)
  expect(said.at(-1)).toBe('periods are closed again')
})

test('it tells whether periods are to be closed, as its thread does; a thread that is down closes none', async () => {
  const { threads, beginWith } = begun()
  const running = beginWith(`
    const { parentPort } = require('node:worker_threads')
    parentPort.on('message', (toClose) => parentPort.postMessage({ toClose }))`)
  while (!running.isUp) await pause(5)
  expect(running.isBehind).toBe(false)
  threads[0]?.postMessage(2)
  while (!running.isBehind) await pause(5)
  threads[0]?.postMessage(0)
  while (running.isBehind) await pause(5)
  threads[0]?.postMessage(1)
  while (!running.isBehind) await pause(5)
  void threads[0]?.terminate()
  while (running.isUp) await pause(1)
  expect(running.isBehind).toBe(false)
})

test('a thread that throws is begun again', async () => {
  const { threads, said, beginWith } = begun()
  beginWith("throw new Error('broken')")
  while (threads.length < 3) await pause(5)
  expect(said[0]).toContain('has ended; it is begun again')
})

test('a thread that takes more memory than it may ends alone, and says so', async () => {
  const { threads, said, beginWith } = begun()
  beginWith('const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length))', { maxOldGenerationSizeMb: 16 })
  while (threads.length < 2) await pause(5)
  expect(said[0]).toMatch(/^closing periods took more than \d+ MB of memory and was ended; it is begun again$/)
})

test('a thread that is stopped stays so', async () => {
  const { threads, said, beginWith } = begun()
  const running = beginWith(idle)
  while (!running.isUp) await pause(5)
  await running.stop()
  await pause(50)
  expect([threads.length, running.isUp, said]).toEqual([1, false, []])
})
