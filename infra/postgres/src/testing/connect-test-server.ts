import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readEnvironment } from '@shequ/process/read-environment'
import { z } from 'zod'
import { runServer } from '../embedded/run-server.js'
import { ephemeralSettings } from '../embedded/server-settings.js'

/** The database server of this test run. */
export interface TestServer {
  readonly adminUrl: string
  /** The test run's folder: what provisioning keeps its passwords in. */
  readonly dataDir: string
}

const environment = z.object({
  SHEQU_TEST_RUN: z.string("expected vitest to be started with the configuration at the project's root"),
})

/**
 * The one database server that all test files of a run share. The first that asks for it starts it (about half a
 * second), the others wait; the end of the run stops it.
 */
export async function connectTestServer(): Promise<TestServer> {
  const dataDir = readEnvironment(environment).SHEQU_TEST_RUN
  const mine = await mkdir(join(dataDir, 'starting')).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? false : Promise.reject(error)),
  )
  if (mine) await start(dataDir)
  return { adminUrl: await waitForUrl(dataDir), dataDir }
}

async function start(dataDir: string): Promise<void> {
  const outcome = await runServer({
    dataDir,
    settings: ephemeralSettings,
    unsynced: true,
    ports: [],
    say: () => undefined,
  }).then(
    (server) => `ready\n${server.adminUrl}`,
    (error: Error) => `failed\n${error.message}`,
  )
  const draft = join(dataDir, 'outcome.new')
  await writeFile(draft, outcome, { mode: 0o600 })
  await rename(draft, join(dataDir, 'outcome'))
}

async function waitForUrl(dataDir: string): Promise<string> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const outcome = await readFile(join(dataDir, 'outcome'), 'utf8').catch(() => undefined)
    if (outcome?.startsWith('ready\n')) return outcome.slice('ready\n'.length)
    if (outcome) throw new Error(`The test run's database server did not start: ${outcome.slice('failed\n'.length)}`)
    await sleep(25)
  }
  throw new Error(
    "The test run's database server did not start within 60 s: the test file that was starting it has ended.",
  )
}
