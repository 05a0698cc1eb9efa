import { chown, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionUrl } from '../connection-url.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { withClient } from '../with-client.js'
import { adoptServer } from './adopt-server.js'
import { findFreePort } from './free-port.js'
import { initialiseCluster, isCluster, resetPassword, superuser } from './initialise-cluster.js'
import { turnLog } from './log-tail.js'
import { findCluster, type Home, placeHome } from './place-home.js'
import { findServerBinaries } from './server-binaries.js'
import { ServerStartFailed, startServerProcess, type ServerOptions, stopServerProcess } from './server-process.js'
import { type ServerSettings, settingsMark } from './server-settings.js'
import { findServerUser, type ServerUser } from './server-user.js'

/** A server of this process, ready for connections on 127.0.0.1. */
export interface EmbeddedServer {
  /** The superuser's URL of the database `postgres`. It holds a password: never log it. */
  readonly adminUrl: string
  readonly port: number
  /** The server's process number. */
  readonly pid: number
  /** Whether it was left running by a killed hub and taken over. */
  readonly adopted: boolean
  /** Stops the server in order. A second call changes nothing. */
  stop(): Promise<void>
}

export interface RunOptions {
  /** Absolute, with every link resolved. */
  readonly dataDir: string
  readonly settings: ServerSettings
  readonly unsynced: boolean
  /** Where the server's files go when its account can't enter the data folder, best first. */
  readonly outside?: readonly string[]
  /** Ports to prefer, best first. */
  readonly ports: readonly number[]
  readonly say: (line: string) => void
}

/** Makes what is missing of a data folder's server, adopts it if it still runs, and starts it otherwise. */
export async function runServer(options: RunOptions): Promise<EmbeddedServer> {
  const { dataDir, settings, unsynced, outside, ports, say } = options
  const user = await findServerUser(await findCluster(dataDir))
  const home = await placeHome(dataDir, user, outside)
  if (home.newlyOutside)
    say(`The account ${user?.name ?? ''} can't enter ${dataDir}: the databases are kept in ${home.folder}.`)
  const binaries = await findServerBinaries(user, outside)
  const { value: password, fresh } = await keepSecret(dataDir, 'postgres-superuser')
  const mark = settingsMark({ ...settings, program: binaries.postgres })
  const left = await adoptServer(home.cluster, fresh ? '' : password, mark)
  const cluster = { home, binaries, user, password }
  if (!left) {
    if (fresh && (await isCluster(home.cluster))) await resetPassword(cluster)
    await initialiseCluster({ ...cluster, unsynced })
    await turnLog(home.logFile)
  }
  const server = left ?? (await startOnFreePort({ home, binaries, user, settings, mark }, ports))
  const adminUrl = connectionUrl({
    host: '127.0.0.1',
    port: server.port,
    user: superuser,
    password,
    database: 'postgres',
  })
  await withClient(adminUrl, (client) => client.query('revoke connect on database postgres, template1 from public'))
  return {
    adminUrl,
    port: server.port,
    pid: server.pid,
    adopted: left !== undefined,
    stop: () => stopServerProcess(server.pid, home.cluster),
  }
}

async function startOnFreePort(
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
