import { chown, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from './place-home.js'
import { runProgram } from './run-as.js'
import type { ServerBinaries } from './server-binaries.js'
import type { ServerUser } from './server-user.js'

/** The superuser's name in every embedded server, whatever account runs it. */
export const superuser = 'postgres'

export interface ClusterOptions {
  readonly home: Home
  readonly binaries: ServerBinaries
  readonly user: ServerUser | undefined
  readonly password: string
  /** Whether to leave the new files in the system's cache rather than wait for the disk: faster, and lost by a power cut. */
  readonly unsynced: boolean
}

/**
 * Creates the cluster of a home, unless it is there. It is built under another name and renamed when complete, so that
 * an interruption leaves nothing that looks finished; what an earlier one left is removed.
 *
 * Text sorts by code point (`C.UTF-8`): the same order in every index, on every machine and in JavaScript's own comparison
 * of code units up to U+FFFF. Letter case and word characters follow Unicode.
 */
export async function initialiseCluster(options: ClusterOptions): Promise<void> {
  const { home, binaries, user, password, unsynced } = options
  await removeDrafts(home)
  if (await isCluster(home.cluster)) return
  const draft = `${home.cluster}.new-${process.pid}`
  const passwordFile = join(home.folder, `password.new-${process.pid}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  try {
    if (user) await chown(passwordFile, user.uid, user.gid)
    await runProgram(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--lc-collate=C',
        `--lc-ctype=${wordCharacters()}`,
        '--no-instructions',
        ...(unsynced ? ['--no-sync'] : []),
      ],
      { user, cwd: home.folder },
    )
    await rename(draft, home.cluster)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Whether a folder holds a finished cluster. */
export async function isCluster(folder: string): Promise<boolean> {
  return stat(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

/** Sets the superuser's password in a cluster that no server runs on, for when the stored one was lost. */
export async function resetPassword(options: Omit<ClusterOptions, 'unsynced'>): Promise<void> {
  const { home, binaries, user, password } = options
  await runProgram(binaries.postgres, ['--single', '-D', home.cluster, 'postgres'], {
    user,
    cwd: home.folder,
    input: `ALTER ROLE ${superuser} PASSWORD '${password}'\n`,
  })
}

async function removeDrafts(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    if (!/^(cluster|password)\.new-\d+$/.test(name)) continue
    // The program of a killed hub may still be writing into it; what is left then goes at the next start.
    await rm(join(home.folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** The C library's locale for what trigram search takes for a letter; macOS has no `C.UTF-8`. */
function wordCharacters(): string {
  return process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
}
