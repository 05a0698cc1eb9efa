import { execFile } from 'node:child_process'
import { access, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { readPostmasterFile } from './postmaster-file.js'
import { processCommand } from './process-identity.js'
import { stopServerProcess } from './server-process.js'

/** For how long a server that is starting may leave its file half written, in milliseconds. */
const patience = 500

/**
 * Removes a `postmaster.pid` that names no process: after a power cut it may be empty or hold anything, and no server would start for ever.
 * A server that runs on the cluster all the same is stopped first: nothing says where it listens.
 */
export async function clearUnreadable(cluster: string): Promise<void> {
  for (const deadline = Date.now() + patience; await isUnreadable(cluster); await sleep(20)) {
    if (Date.now() < deadline) continue
    for (const pid of await serversOn(cluster)) await stopServerProcess(pid, cluster)
    await rm(join(cluster, 'postmaster.pid'), { force: true })
  }
}

async function isUnreadable(cluster: string): Promise<boolean> {
  const isThere = await access(join(cluster, 'postmaster.pid')).then(
    () => true,
    () => false,
  )
  return isThere && (await readPostmasterFile(cluster)) === undefined
}

/** The servers that were started on this cluster as this hub starts one. */
async function serversOn(cluster: string): Promise<readonly number[]> {
  const pids = await runningProcesses()
  const commands = await Promise.all(pids.map(processCommand))
  return pids.filter((_pid, place) => commands[place]?.includes(`postgres -D ${cluster} -p `))
}

async function runningProcesses(): Promise<readonly number[]> {
  const names =
    process.platform === 'linux'
      ? await readdir('/proc')
      : (await promisify(execFile)('ps', ['-axo', 'pid=']).catch(() => ({ stdout: '' }))).stdout.split('\n')
  return names.map((name) => Number(name.trim())).filter((pid) => Number.isInteger(pid) && pid > 0)
}
