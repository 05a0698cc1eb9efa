import { createHash, randomUUID } from 'node:crypto'
import { chown, lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canReach } from './can-reach.js'
import type { ServerUser } from './server-user.js'

/** Where a server's files lie when its account cannot reach the data folder: the first that can be made. */
export const outsideFolders = ['/var/lib/shequ-hub', '/var/tmp/shequ-hub'] as const

/** The folder of one server: its cluster, its log, and nothing else. */
export interface Home {
  readonly folder: string
  readonly cluster: string
  readonly logFile: string
  /** Whether it was put outside the data folder just now. */
  readonly newlyOutside: boolean
}

/**
 * Decides where a data folder's server keeps its files, and makes that folder. It is `postgres` inside the data folder unless the
 * server's account cannot get there (as root under a home that only root may enter): then it lies outside, under a
 * name derived from the data folder's path, so that every start finds it again.
 *
 * A home outside whose data folder was deleted meanwhile is set aside under another name, never reused or deleted.
 *
 * @param bases where a home outside may lie, best first.
 */
export async function placeHome(
  dataDir: string,
  user: ServerUser | undefined,
  bases: readonly string[] = outsideFolders,
): Promise<Home> {
  const inside = join(dataDir, 'postgres')
  await mkdir(inside, { recursive: true, mode: 0o755 })
  if (await canReach(user, dataDir)) {
    await giveTo(user, inside)
    return describeHome(inside, false)
  }
  const base = await makeBase(bases, user)
  const folder = join(base, `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  const fresh = await claim(folder, dataDir)
  await giveTo(user, folder)
  return describeHome(folder, fresh)
}

/** The first of these folders that exists or can be made, belongs to root, and can be reached by the account. */
export async function makeBase(bases: readonly string[], user: ServerUser | undefined): Promise<string> {
  const faults: string[] = []
  for (const base of bases) {
    const fault = await mkdir(base, { recursive: true, mode: 0o755 })
      .then(() => faultOf(base, user))
      .catch((error: Error) => error.message)
    if (fault === undefined) return base
    faults.push(`${base}: ${fault}`)
  }
  throw new Error(
    `The server's account ${user?.name ?? ''} can reach neither the data folder nor one of these: ${faults.join('; ')}. ` +
      'Set DATA_DIR to a folder that every account may enter.',
  )
}

async function faultOf(base: string, user: ServerUser | undefined): Promise<string | undefined> {
  const found = await lstat(base)
  if (!found.isDirectory()) return 'expected a folder'
  // Where anyone may create folders, a stranger could have made this one first.
  if (found.uid !== process.getuid?.()) return 'belongs to another account'
  if (!(await canReach(user, base))) return `can't be entered by ${user?.name ?? 'the server'}`
  return undefined
}

/** Where a data folder's cluster is, or will be if it has none yet and its server's account can reach it. */
export async function findCluster(dataDir: string): Promise<string> {
  const { folder } = await readNote(dataDir)
  return join(folder === '' ? join(dataDir, 'postgres') : folder, 'cluster')
}

/** Makes a folder outside this data folder's, unless it is. Returns whether it was made now. */
async function claim(folder: string, dataDir: string): Promise<boolean> {
  const noted = await readNote(dataDir)
  const token = await readFile(join(folder, 'token'), 'utf8').catch(() => undefined)
  if (token !== undefined && noted.folder === folder && noted.token === token) return false
  await rename(folder, `${folder}.set-aside-${Date.now()}`).catch(ignoreMissing)
  await mkdir(folder, { mode: 0o755 })
  const fresh = randomUUID()
  await writeFile(join(folder, 'token'), fresh, { mode: 0o600, flush: true })
  await writeFile(noteOf(dataDir), `${folder}\n${fresh}\n`, { mode: 0o600, flush: true })
  return true
}

async function readNote(dataDir: string): Promise<{ folder: string; token: string }> {
  const note = await readFile(noteOf(dataDir), 'utf8').catch(() => '')
  const [folder = '', token = ''] = note.split('\n')
  return { folder, token }
}

/** The file inside the data folder that says where its server's files are, with a token to know them by. */
function noteOf(dataDir: string): string {
  return join(dataDir, 'postgres', 'kept-in')
}

async function giveTo(user: ServerUser | undefined, folder: string): Promise<void> {
  if (user) await chown(folder, user.uid, user.gid)
}

function describeHome(folder: string, newlyOutside: boolean): Home {
  return { folder, cluster: join(folder, 'cluster'), logFile: join(folder, 'server.log'), newlyOutside }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
