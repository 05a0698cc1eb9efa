import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommand, processIdentity } from './process-identity.js'

/** What a running server writes into its cluster's `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/** Reads `postmaster.pid`, which may be that of a server long gone; `undefined` when there is none or it is half written. */
export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  const port = Number.parseInt(lines[3] ?? '', 10)
  if (!(pid > 0)) return undefined
  return { pid, port: port > 0 ? port : 0, ready: lines[7]?.trim() === 'ready' }
}

/** The server that runs on this cluster now: the process named in `postmaster.pid`, if it lives and is a server of this cluster. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmasterFile(cluster)
  if (!postmaster || !(await isPostmaster(postmaster.pid, cluster))) return undefined
  return postmaster
}

/** Whether a process is a live PostgreSQL server on this cluster, rather than a later process with a reused number. */
export async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false
  const command = await processCommand(pid)
  return command === '' || (command.includes('postgres') && command.includes(cluster))
}
