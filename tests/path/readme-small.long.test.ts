import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'
import { readPage } from '../helpers/pages.js'
import { examplesOf } from '../helpers/readme-examples.js'
import { type RunningHub, hub as runCommand, runHub } from '../helpers/run-hub.js'
import { wholeYears } from '../helpers/whole-years.js'

const examples = examplesOf(await readPage('README.md'))
/** When the first quarter of a whole city has been closed on a slow machine, in milliseconds. */
const patience = 540_000

let dataDir: string
let hub: RunningHub
let token: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-readme-'))
  hub = await runHub(['start', ...wholeYears, '--port', '0'], { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const printed = await runCommand(['token', 'planner', '--division', '310000000000'], { DATA_DIR: dataDir })
  token = printed.stdout.trim()
}, 400_000)
afterAll(async () => {
  await hub.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

test.each(examples)(
  'what npm start loads answers $name as the README says',
  async ({ query, answer }) => {
    const until = Date.now() + patience
    let found = await ask(`${hub.url}/graphql`, query, {}, token)
    // Figures of a quarter are told as far as its months tell them, until it is closed.
    while (!isDeepStrictEqual(found.data, answer) && Date.now() < until) {
      await pause(1_000)
      found = await ask(`${hub.url}/graphql`, query, {}, token)
    }
    expect([found.data, found.errors]).toEqual([answer, undefined])
  },
  patience + 60_000,
)
