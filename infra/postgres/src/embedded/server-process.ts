import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { logTail } from './log-tail.js'
import type { Home } from './place-home.js'
import { isPostmaster, readPostmasterFile } from './postmaster-file.js'
import { asUser, serverEnvironment } from './run-as.js'
import type { ServerBinaries } from './server-binaries.js'
import { type ServerSettings, settingsArguments } from './server-settings.js'
import type { ServerUser } from './server-user.js'

export interface ServerOptions {
  readonly home: Home
  readonly binaries: ServerBinaries
  readonly user: ServerUser | undefined
  readonly settings: ServerSettings
  /** What a later start recognises this server by. */
  readonly mark: string
  readonly port: number
}

/** The server ended, or did not become ready, after it was started. `message` ends with the last lines of its log. */
export class ServerStartFailed extends Error {
  constructor(
    reason: string,
    logFile: string,
    readonly tail: string,
  ) {
    super(`The embedded PostgreSQL ${reason}. Its log (${logFile}) ends:\n${tail}`)
    this.name = 'ServerStartFailed'
  }

  /** Whether another program took the port between the choice of it and the server's start. */
  get portTaken(): boolean {
    return this.tail.includes('could not bind IPv4 address')
  }

  /** Whether processes of an earlier server on the same cluster had not all ended yet. */
  get earlierServerEnding(): boolean {
    return this.tail.includes('pre-existing shared memory block') || this.tail.includes('is still in use')
  }
}

/**
 * Starts the server's program on a cluster and waits until it takes connections; after a crash that includes its
 * recovery. The server has a session of its own: a Ctrl-C on the terminal reaches the hub alone, which stops it last.
 *
 * @returns the server's process number.
 * @throws {ServerStartFailed} when it ends before that or takes longer than `patience` milliseconds.
 */
export async function startServerProcess(options: ServerOptions, patience = 300_000): Promise<number> {
  const { home, binaries, user, settings, mark, port } = options
  const log = await open(home.logFile, 'a', 0o640)
  try {
    if (user) await log.chown(user.uid, user.gid)
    const from = (await log.stat()).size
    const args = ['-D', home.cluster, '-p', String(port), ...settingsArguments(settings, mark)]
    const child = spawn(binaries.postgres, args, {
      ...asUser(user),
      cwd: home.folder,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    let end: string | undefined
    child.once('error', (error) => (end = `could not be started: ${error.message}`))
    child.once('exit', (code, signal) => (end = `ended at once (status ${String(code ?? signal)})`))
    child.unref()
    const deadline = Date.now() + patience
    while (end === undefined) {
      const file = await readPostmasterFile(home.cluster)
      if (child.pid !== undefined && file?.pid === child.pid && file.ready) return child.pid
      if (Date.now() > deadline) end = `was not ready within ${patience / 1000} s`
      await sleep(15)
    }
    if (child.pid !== undefined && child.exitCode === null) signal(child.pid, 'SIGQUIT')
    throw new ServerStartFailed(end, home.logFile, await logTail(home.logFile, from))
  } finally {
    await log.close()
  }
}

/**
 * Stops a server in order: connections are closed, everything is written. One that has not ended after `patience`
 * milliseconds is ended at once, and recovers at its next start. Resolves when it has ended.
 */
export async function stopServerProcess(pid: number, cluster: string, patience = 30_000): Promise<void> {
  signal(pid, 'SIGINT')
  if (await waitForEnd(pid, cluster, patience)) return
  signal(pid, 'SIGQUIT')
  if (await waitForEnd(pid, cluster, 5000)) return
  signal(pid, 'SIGKILL')
  await waitForEnd(pid, cluster, 5000)
}

async function waitForEnd(pid: number, cluster: string, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (!(await isPostmaster(pid, cluster))) return true
    await sleep(20)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Already ended.
  }
}
