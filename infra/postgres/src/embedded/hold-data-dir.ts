import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises'
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
 * Takes a data folder for this process and returns what lets it go. The holder is named in a file with its start time, so
 * that what a killed process left behind holds nothing.
 *
 * @throws {DataDirInUse} while another process that is alive holds it.
 */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  const lock = join(dataDir, 'in-use-by')
  const mine = (await processIdentity(process.pid)) ?? String(process.pid)
  const draft = `${lock}.${randomUUID()}`
  await writeFile(draft, mine, { mode: 0o600 })
  try {
    for (;;) {
      // link() makes the complete file appear at once, and fails when it is there.
      const taken = await link(draft, lock).then(
        () => true,
        (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? false : Promise.reject(error)),
      )
      if (taken) return () => letGo(lock, mine)
      await removeIfLeft(lock, dataDir)
    }
  } finally {
    await rm(draft, { force: true })
  }
}

async function removeIfLeft(lock: string, dataDir: string): Promise<void> {
  const holder = await readFile(lock, 'utf8').catch(() => undefined)
  if (holder === undefined) return
  const alive = await processIdentity(Number.parseInt(holder, 10))
  if (alive === holder) throw new DataDirInUse(dataDir, holder)
  // One process at a time removes what is left, so that none removes the file of another that has just taken the folder.
  const clearing = `${lock}.clearing`
  if (!(await makeFolder(clearing))) {
    await removeIfOlder(clearing, 10_000)
    await sleep(10)
    return
  }
  try {
    if ((await readFile(lock, 'utf8').catch(() => undefined)) === holder) await rm(lock, { force: true })
  } finally {
    await rmdir(clearing)
  }
}

async function makeFolder(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? false : Promise.reject(error)),
  )
}

/** Removes the folder of a process that was killed in the instant in which it had it. */
async function removeIfOlder(folder: string, age: number): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (found && Date.now() - found.mtimeMs > age) await rmdir(folder).catch(() => undefined)
}

async function letGo(lock: string, mine: string): Promise<void> {
  if ((await readFile(lock, 'utf8').catch(() => undefined)) === mine) await rm(lock, { force: true })
}
