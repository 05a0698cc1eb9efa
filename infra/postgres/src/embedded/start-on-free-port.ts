import { chown, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from './free-port.js'
import type { Home } from './place-home.js'
import { ServerStartFailed, startServerProcess, type ServerOptions } from './server-process.js'
import type { ServerUser } from './server-user.js'

/**
 * Starts a server on the port of its last start, else on the first of `ports` that is free, else on any. Tries again when another program
 * was quicker to take the port, or when what is left of an earlier server is still ending.
 *
 * @throws {ServerStartFailed} when it fails for another reason, or five times.
 */
export async function startOnFreePort(
  options: Omit<ServerOptions, 'port'>,
  ports: readonly number[],
): Promise<{ pid: number; port: number }> {
  const last = await readLastPort(options.home)
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort([...last, ...ports])
    try {
      const pid = await startServerProcess({ ...options, port })
      await notePort(options.home, options.user, port)
      return { pid, port }
    } catch (error) {
      if (!(error instanceof ServerStartFailed) || attempt >= 5) throw error
      if (!error.portTaken && !error.earlierServerEnding) throw error
      await sleep(200 * attempt)
    }
  }
}

async function notePort(home: Home, user: ServerUser | undefined, port: number): Promise<void> {
  const file = join(home.folder, 'port')
  await writeFile(file, String(port))
  if (user) await chown(file, user.uid, user.gid)
}

async function readLastPort(home: Home): Promise<number[]> {
  const port = Number.parseInt(await readFile(join(home.folder, 'port'), 'utf8').catch(() => ''), 10)
  return port > 0 && port < 65_536 ? [port] : []
}
