import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { shareOf } from '@shequ/process/testing/random-seed'
import { ask } from '../helpers/ask.js'
import { longSeed } from '../helpers/long-seed.js'
import { beginHub, runHub } from '../helpers/run-hub.js'
import { wholeYears } from '../helpers/whole-years.js'

const kills = shareOf(50)
const args = ['start', '--activity', 'tiny', ...wholeYears, '--port', '0']

const question = `{ city(code: "310000000000") { boroughs { communities { totalCount } } }
  community(code: "310101002001") { programmes(from: "2024-01-01") { totalCount } } }`

/** Starts a hub on a data folder to the end, has it answer, and ends it. Gives its answer and how long it took to be there, in milliseconds. */
async function startWhole(dataDir: string): Promise<{ readonly answer: unknown; readonly took: number }> {
  const began = Date.now()
  const running = await runHub(args, { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  try {
    const took = Date.now() - began
    const ready = await fetch(`${running.url}/health/ready`)
    expect(ready.status).toBe(200)
    const { data, errors } = await ask(`${running.url}/graphql`, question)
    expect(errors).toBeUndefined()
    return { answer: data, took }
  } finally {
    await running.end('SIGTERM')
  }
}

/** Ends a start of a hub after so many milliseconds: by kill -9, or by the interrupt key. False when it had ended by itself. */
async function interrupt(dataDir: string, after: number, signal: 'SIGKILL' | 'SIGINT'): Promise<boolean> {
  const child = beginHub(args, { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const gone = once(child, 'exit')
  await Promise.race([pause(after), gone])
  const isEarly = child.exitCode !== null || child.signalCode !== null
  child.kill(signal)
  await gone
  return !isEarly
}

test(`a first start that is killed at ${kills} random moments goes on each time, and ends with what one that nobody interrupts ends with`, async () => {
  const random = longSeed('kills of the first start')
  const folders: string[] = []
  const makeFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shequ-first-'))
    folders.push(folder)
    return folder
  }
  try {
    const whole = await startWhole(await makeFolder())
    for (let done = 0; done < kills;) {
      const dataDir = await makeFolder()
      // The moments of one folder's kills lie anywhere in a start; each start has less to do than the one before.
      for (let inChain = random.between(5, 12); inChain > 0 && done < kills; inChain--, done++) {
        const after = Math.round(random.next() ** 1.5 * whole.took)
        const signal = random.chance(0.2) ? 'SIGINT' : 'SIGKILL'
        expect([after, signal, await interrupt(dataDir, after, signal)]).toEqual([after, signal, true])
      }
      expect((await startWhole(dataDir)).answer).toEqual(whole.answer)
      await rm(dataDir, { recursive: true, force: true })
    }
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}, 420_000)
