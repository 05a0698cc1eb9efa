import { DatabaseError } from 'pg'
import { connectionUrl } from '../connection-url.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { withClient } from '../with-client.js'
import { adoptServer } from './adopt-server.js'
import { initialiseCluster, resetPassword, superuser } from './initialise-cluster.js'
import { turnLog } from './log-tail.js'
import { findCluster, placeHome } from './place-home.js'
import { findServerBinaries } from './server-binaries.js'
import { isPostmaster } from './postmaster-file.js'
import { startServerProcess, stopServerProcess } from './server-process.js'
import { type ServerSettings, settingsMark } from './server-settings.js'
import { findServerUser } from './server-user.js'
import { startOnFreePort } from './start-on-free-port.js'

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

/** The same as it is seen by what keeps it running. */
export interface RunningServer extends EmbeddedServer {
  /** Whether the server's process runs. */
  isUp(): Promise<boolean>
  /** Starts the server again after it has ended, on the same port, since that is what everybody was told. */
  startAgain(): Promise<void>
}

export interface RunOptions {
  /** Absolute, with every link resolved. */
  readonly dataDir: string
  readonly settings: ServerSettings
  /** As in `ClusterOptions`: faster, and lost by a power cut. */
  readonly unsynced: boolean
  /** Where the server's files go when its account can't enter the data folder, best first. */
  readonly outside?: readonly string[]
  /** Ports to prefer, best first. */
  readonly ports: readonly number[]
  readonly say: (line: string) => void
}

/** Makes what is missing of a data folder's server, adopts it if it still runs, and starts it otherwise. */
export async function runServer(options: RunOptions): Promise<RunningServer> {
  const { dataDir, settings, unsynced, outside, ports, say } = options
  const user = await findServerUser(await findCluster(dataDir))
  const home = await placeHome(dataDir, user, outside)
  if (home.newlyOutside)
    say(`The account ${user?.name ?? ''} can't enter ${dataDir}: the databases are kept in ${home.folder}.`)
  const binaries = await findServerBinaries(user, user ? outside : [home.folder])
  const password = await keepSecret(dataDir, 'postgres-superuser')
  const cluster = { home, binaries, user, password }
  const mark = settingsMark({ ...settings, program: binaries.postgres })
  const left = await adoptServer(home.cluster, password, mark)
  if (!left) {
    await initialiseCluster({ ...cluster, unsynced })
    await turnLog(home.logFile)
  }
  const program = { home, binaries, user, settings, mark }
  const start = () => startOnFreePort(program, ports)
  const server = left ?? (await start())
  return await welcome(server).catch(async (error: Error) => {
    await stopServerProcess(server.pid, home.cluster)
    if (!isWrongPassword(error)) throw error
    // The stored password was lost and made anew since this cluster was.
    await resetPassword(cluster)
    return welcome(await start())
  })

  async function welcome({ pid, port }: { readonly pid: number; readonly port: number }): Promise<RunningServer> {
    const adminUrl = connectionUrl({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' })
    await withClient(adminUrl, (client) => client.query('revoke connect on database postgres, template1 from public'))
    let now = pid
    return {
      adminUrl,
      port,
      get pid() {
        return now
      },
      adopted: left !== undefined,
      isUp: () => isPostmaster(now, home.cluster),
      startAgain: async () => {
        const running = await adoptServer(home.cluster, password, mark)
        if (running && running.port !== port) await stopServerProcess(running.pid, home.cluster)
        now = running?.port === port ? running.pid : await startServerProcess({ ...program, port })
      },
      stop: () => stopServerProcess(now, home.cluster),
    }
  }
}

function isWrongPassword(error: Error): boolean {
  return error.cause instanceof DatabaseError && error.cause.code === '28P01'
}
