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

/** Types a command that starts a hub, and ends it with the interrupt key, as a person at a terminal would: the whole group gets the signal. */
async function npmStart<Result>(
  command: string,
  use: (url: string, said: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const [program = '', ...args] = command.split(' ')
  const said: string[] = []
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
      said.push(line)
      const url = /The hub answers at (http:\/\/[^/ ]+)/.exec(line)?.[1]
      if (url) return await use(url, said)
    }
    throw new Error('npm start ended before it answered.')
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
    await gone
  }
}

test('npm start serves the city, and a second time the same, for the same day', async () => {
  const question = `{ city(code: "310000000000") {
    boroughs { communities { totalCount } } generatedActivity { day from announcedUntil seed } } }`
  const first = await npmStart('npm start -- --activity tiny --day 2026-01-01 --announced 0', async (url, said) => {
    expect(said).toContain(
      'The activity of 上海市 is that of the years before 2026-01-01, with nothing announced from then on.',
    )
    return ask<{ city: object }>(`${url}/graphql`, question)
  })
  expect(first.errors).toBeUndefined()
  expect(first.data.city).toMatchObject({
    generatedActivity: { day: '2026-01-01', from: '2024-01-01', announcedUntil: null, seed: '1' },
  })
  const again = await npmStart('npm start -- --activity tiny', (url) => ask(`${url}/graphql`, question))
  expect(again.data).toEqual(first.data)
}, 120_000)
