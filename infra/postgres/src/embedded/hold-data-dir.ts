import { mkdir, readlink, rm, rmdir, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processIdentity } from './process-identity.js'

/** A second hub was started on a data folder that a running one holds. */
export class DataDirInUse extends Error {
  constructor(dataDir: string, holder: string) {
    super(
      `The data folder ${dataDir} is in use by the hub with process number ${holder.split(' ', 1)[0]}. ` +
        'Stop that one first, or give this one a folder of its own with DATA_DIR.',
    )
    this.name = 'DataDirInUse'
  }
}

/**
 * Takes a data folder for this process and returns what lets it go. A symbolic link names the holder by its number and its start time
 * (a link is made whole or not at all), so that what a killed process left behind holds nothing.
 *
 * @throws {DataDirInUse} while another process that is alive holds it.
 */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  const lock = join(dataDir, 'in-use-by')
  const mine = (await processIdentity(process.pid)) ?? String(process.pid)
  for (;;) {
    const taken = await unlessThere(symlink(mine, lock))
    if (taken) return () => letGo(lock, mine)
    await removeIfLeft(lock, dataDir)
  }
}

async function removeIfLeft(lock: string, dataDir: string): Promise<void> {
  const holder = await readHolder(lock)
  if (holder === undefined) return
  if ((await processIdentity(Number.parseInt(holder, 10))) === holder) throw new DataDirInUse(dataDir, holder)
  // One process at a time removes what is left, so that none removes the link of another that has just taken the folder.
  const clearing = `${lock}.clearing`
  if (!(await unlessThere(mkdir(clearing)))) {
    await removeIfOlder(clearing, 2000)
    await sleep(10)
    return
  }
  try {
    if ((await readHolder(lock)) === holder) await rm(lock, { force: true })
  } finally {
    await rmdir(clearing)
  }
}

/** Whether something could be made, false where it is there already. */
async function unlessThere(made: Promise<void>): Promise<boolean> {
  return made.then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? false : Promise.reject(error)),
  )
}

async function readHolder(lock: string): Promise<string | undefined> {
  return readlink(lock).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    // Something else by that name holds nothing.
    if (error.code === 'EINVAL') return ''
    throw error
  })
}

/** Removes the folder of a process that was killed in the instant in which it had it. */
async function removeIfOlder(folder: string, age: number): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (found && Date.now() - found.mtimeMs > age) await rmdir(folder).catch(() => undefined)
}

async function letGo(lock: string, mine: string): Promise<void> {
  if ((await readHolder(lock)) === mine) await rm(lock, { force: true })
}
