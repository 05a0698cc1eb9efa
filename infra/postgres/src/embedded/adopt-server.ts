import { setTimeout as sleep } from 'node:timers/promises'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectionUrl } from '../connection-url.js'
import { withClient } from '../with-client.js'
import { superuser } from './initialise-cluster.js'
import { clearUnreadable } from './clear-unreadable.js'
import { findPostmaster, type Postmaster, readPostmasterFile } from './postmaster-file.js'
import { processIdentity } from './process-identity.js'
import { stopServerProcess } from './server-process.js'

/**
 * Deals with the server that a killed hub left running on a cluster: returns it when it is the one that would be started now
 * (same files, same password, same mark), and stops it otherwise. `undefined` when the cluster is free to be started.
 */
export async function adoptServer(cluster: string, password: string, mark: string): Promise<Postmaster | undefined> {
  await clearUnreadable(cluster)
  const running = await waitUntilSettled(cluster)
  if (!running) {
    await removeReusedNumber(cluster)
    return undefined
  }
  if (running.ready && (await isOurs(running, cluster, password, mark))) return running
  await stopServerProcess(running.pid, cluster)
  return undefined
}

/** A server that is starting may be recovering from a crash, which takes its time. */
async function waitUntilSettled(cluster: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + 300_000
  for (;;) {
    const running = await findPostmaster(cluster)
    if (!running || running.ready || Date.now() > deadline) return running
    await sleep(50)
  }
}

async function isOurs(running: Postmaster, cluster: string, password: string, mark: string): Promise<boolean> {
  const url = connectionUrl({
    host: '127.0.0.1',
    port: running.port,
    user: superuser,
    password,
    database: 'postgres',
  })
  const question =
    "select current_setting('data_directory') as cluster, current_setting('shequ.settings', true) as mark"
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ cluster: string; mark: string | null }>(question)
    return rows[0]?.cluster === cluster && rows[0].mark === mark
  }).catch(() => false)
}

/**
 * After a reboot the number in a left `postmaster.pid` may belong to another program, and the server would refuse to start for
 * ever. Where the number is free the file stays: the server itself checks for what the earlier one may have left.
 */
async function removeReusedNumber(cluster: string): Promise<void> {
  const left = await readPostmasterFile(cluster)
  if (left && (await processIdentity(left.pid)) !== undefined)
    await rm(join(cluster, 'postmaster.pid'), { force: true })
}
