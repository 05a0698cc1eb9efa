import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { hub, type RunningHub, runHub } from './run-hub.js'
import { workersOf } from './workers-of.js'
import { expectEachOnce, writeSteadily } from './write-steadily.js'

/** A hub on a data folder of its own, amid whose writes something is killed. */
export interface HubAmidWrites {
  /** Kills the hub's process and starts it again. */
  readonly restart: () => Promise<void>
  /** Kills one of its workers, and waits until another has taken its place. */
  readonly killWorker: () => Promise<void>
  /** Kills the hub's PostgreSQL and waits until the hub is ready again. Gives what readiness told meanwhile. */
  readonly killDatabase: () => Promise<ReadonlySet<string>>
  /** Resolves when so many more writes have been acknowledged. */
  readonly written: (more: number) => Promise<void>
}

/**
 * Starts a hub, has clients write to it, and kills what `kill` says meanwhile. Expects every acknowledged write to be there in the
 * end, and none twice.
 *
 * @param environment what the hub's shell holds besides
 * @param args what it is started with besides
 */
export async function killAmidSteadyWrites(
  kill: (hub: HubAmidWrites) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-kill-'))
  const start = () =>
    runHub(['start', '--activity', 'none', '--port', '0', ...args], {
      ...environment,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    })
  let running: RunningHub = await start()
  try {
    const { stdout } = await hub(['token', 'community-office', '--division', '310101002001'], { DATA_DIR: dataDir })
    const writes = writeSteadily({ url: () => running.url, token: stdout.trim(), name: 'steady' })
    await kill({
      restart: async () => {
        await running.end('SIGKILL')
        running = await start()
      },
      killWorker: async () => {
        const [worker = 0, ...others] = workersOf(running.pid)
        process.kill(worker, 'SIGKILL')
        const isReplaced = () => {
          const now = workersOf(running.pid)
          return now.length > others.length && !now.includes(worker)
        }
        while (!isReplaced()) await pause(20)
      },
      killDatabase: async () => {
        process.kill(await serverOf(dataDir), 'SIGKILL')
        return untilReady(running.url)
      },
      written: async (more) => {
        for (const reached = writes.acknowledged.size + more; writes.acknowledged.size < reached;) await pause(10)
      },
    })
    await writes.stop()
    await expectEachOnce(running.url, writes, 'steady')
  } finally {
    await running.end('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The process number of a data folder's server. */
async function serverOf(dataDir: string): Promise<number> {
  const keptIn = await readFile(join(dataDir, 'postgres/kept-in'), 'utf8').catch(() => '')
  const folder = keptIn.split('\n', 1)[0] || join(dataDir, 'postgres')
  return Number.parseInt(await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8'), 10)
}

async function untilReady(url: string): Promise<ReadonlySet<string>> {
  const told = new Set<string>()
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(20)) {
    const response = await fetch(`${url}/health/ready`)
    const { ready, tiers } = (await response.json()) as {
      ready: boolean
      tiers: Record<string, { ready: boolean; detail?: string }>
    }
    for (const [tier, { detail }] of Object.entries(tiers)) if (detail !== undefined) told.add(`${tier}: ${detail}`)
    if (ready && told.size > 0) return told
  }
  throw new Error('Expected the hub to tell that its database was gone, and to be ready again within a minute.')
}

/** What readiness tells when PostgreSQL is gone. */
export function expectTold(told: ReadonlySet<string>): void {
  expect([...told].toSorted()).toEqual(['borough', 'city', 'community'].map((tier) => `${tier}: DATABASE_UNAVAILABLE`))
}
