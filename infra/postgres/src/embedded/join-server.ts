import { realpath } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionUrl } from '../connection-url.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { superuser } from './initialise-cluster.js'
import { findCluster } from './place-home.js'
import { findPostmaster, type Postmaster } from './postmaster-file.js'
import type { EmbeddedServer } from './run-server.js'

/** How long a hub that holds the folder may take to bring its server up, in milliseconds. */
const patience = 30_000

/**
 * Uses the server of a data folder that a running hub holds, for a command that works beside it. The server stays that
 * hub's: `stop` leaves it running, and when the hub ends, so does the server.
 *
 * @throws {Error} when the hub's server does not come up.
 */
export async function joinServer(dataDir: string): Promise<EmbeddedServer> {
  const folder = await realpath(dataDir)
  const { pid, port } = await waitForServer(await findCluster(folder))
  const password = await keepSecret(folder, 'postgres-superuser')
  const adminUrl = connectionUrl({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' })
  return { adminUrl, pid, port, adopted: false, stop: () => Promise.resolve() }
}

async function waitForServer(cluster: string): Promise<Postmaster> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(100)) {
    const running = await findPostmaster(cluster)
    if (running?.ready) return running
  }
  throw new Error(
    'Expected the server of the hub that uses this data folder to be running, but it is not. Stop that hub and try again.',
  )
}
