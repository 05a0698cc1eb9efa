import { chmod, chown, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionUrl } from '../connection-url.js'
import { findFreePort } from '../embedded/free-port.js'
import { runProgram } from '../embedded/run-as.js'
import { startServerProcess, stopServerProcess } from '../embedded/server-process.js'
import { ephemeralSettings } from '../embedded/server-settings.js'
import { findServerUser } from '../embedded/server-user.js'

/** A server as a user might bring one along. */
export interface OwnServer {
  readonly version: string
  readonly adminUrl: string
  /** A temporary folder that is removed with the server. */
  readonly folder: string
  stop(): Promise<void>
}

const installed = '/usr/lib/postgresql'

/** The oldest PostgreSQL from 15 on that Debian's packages have put on this machine; `undefined` when there is none. */
export async function findDebianServer(): Promise<string | undefined> {
  const versions = await readdir(installed).catch(() => [])
  return versions.filter((version) => Number(version) >= 15).sort((a, b) => Number(a) - Number(b))[0]
}

/** Starts a Debian package's server on an empty temporary folder and a free port, beside whatever the system runs. */
export async function startDebianServer(version: string): Promise<OwnServer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'shequ-hub-own-')))
  const user = await findServerUser(folder)
  await chmod(folder, 0o755)
  const bin = join(installed, version, 'bin')
  const home = {
    folder: join(folder, 'home'),
    cluster: join(folder, 'home'),
    logFile: join(folder, 'server.log'),
    newlyOutside: false,
  }
  const passwordFile = join(folder, 'password')
  const password = 'own-server-of-a-test'
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) for (const place of [passwordFile, folder]) await chown(place, user.uid, user.gid)
  const args = [
    '-D',
    home.cluster,
    '-U',
    'admin',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale',
    'C.UTF-8',
    '-N',
  ]
  await runProgram(join(bin, 'initdb'), args, { user, cwd: folder })
  const port = await findFreePort([])
  const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  const pid = await startServerProcess({ home, binaries, user, settings: ephemeralSettings, mark: 'own', port })
  return {
    version,
    folder,
    adminUrl: connectionUrl({ host: '127.0.0.1', port, user: 'admin', password, database: 'postgres' }),
    stop: async () => {
      await stopServerProcess(pid, home.cluster)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
