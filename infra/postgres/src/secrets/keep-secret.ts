import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The password kept under this name in a data folder (`secrets/<name>`, readable by its owner alone), made at random on
 * first use: 32 letters and digits that need no escaping in a URL or in SQL.
 *
 * @throws when the file holds anything else.
 */
export async function keepSecret(dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, 'secrets')
  const file = join(folder, name)
  const kept = await readSecret(file)
  if (kept !== undefined) return kept
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  const value = randomBytes(16).toString('hex')
  // A power cut must not leave the name of a file whose content was never written.
  await writeFile(draft, value, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
    return value
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await readSecret(file)) ?? value
  } finally {
    await rm(draft, { force: true })
  }
}

async function readSecret(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const value = text.trim()
  if (/^[A-Za-z0-9]{16,}$/.test(value)) return value
  throw new Error(
    `${file}: expected a password of at least 16 letters and digits, got something else. Delete the file to have a new one made.`,
  )
}
