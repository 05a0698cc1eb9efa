import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'

const root = join(import.meta.dirname, '../..')

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-start-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Types `npm start` and ends it with the interrupt key, as a person at a terminal would: the whole group gets the signal. */
async function npmStart<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const [program = '', ...args] = 'npm start -- --activity tiny'.split(' ')
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }
  const child = spawn(program, args, {
    cwd: root,
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      const url = /The hub answers at (http:\/\/[^/ ]+)/.exec(line)?.[1]
      if (url) return await use(url)
    }
    throw new Error('npm start ended before it answered.')
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
    await gone
  }
}

test('npm start serves the city, and a second time the same', async () => {
  const question = '{ city(code: "310000000000") { boroughs { communities { totalCount } } } }'
  const first = await npmStart((url) => ask(`${url}/graphql`, question))
  expect(first.errors).toBeUndefined()
  const again = await npmStart((url) => ask(`${url}/graphql`, question))
  expect(again.data).toEqual(first.data)
}, 120_000)
