import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type KeyRing, newKeyRing, ringOfText, ringToText } from './key-ring.js'

/** Reads a file of keys; undefined when there is none. @throws {Error} naming the file, never its content, when it holds something else. */
export async function findRing(file: string): Promise<KeyRing | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const ring = ringOfText(text)
  if (ring !== undefined) return ring
  throw new Error(
    `Expected wrapping keys (a JWK set) in ${file}, but it holds something else. Put the file back from a backup.`,
  )
}

/** Reads a file of keys. @throws {Error} when there is none. */
export async function readRing(file: string): Promise<KeyRing> {
  const ring = await findRing(file)
  if (ring !== undefined) return ring
  throw new Error(`Expected wrapping keys in ${file}, but there is no such file. Put it back from a backup.`)
}

/** Makes a file of new keys, readable by its owner alone; where another process was first, its file is it. */
export async function createRing(file: string): Promise<KeyRing> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = await writeDraft(file, await newKeyRing())
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  return readRing(file)
}

/** Puts other keys into a file, whole or not at all. */
export async function replaceRing(file: string, ring: KeyRing): Promise<void> {
  await rename(await writeDraft(file, ring), file)
  await sync(dirname(file))
}

async function writeDraft(file: string, ring: KeyRing): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(ringToText(ring))
    // What is wrapped with a key must not be kept longer than the key itself.
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
