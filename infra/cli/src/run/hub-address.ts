import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const file = (dataDir: string) => join(dataDir, 'hub-address')

/** Notes in the data folder where its hub listens, for commands beside it. */
export async function noteHubAddress(dataDir: string, url: string): Promise<void> {
  await writeFile(file(dataDir), `${url}\n`)
}

/** Takes the note away: the hub listens no more. */
export async function forgetHubAddress(dataDir: string): Promise<void> {
  await rm(file(dataDir), { force: true })
}

/** Where the hub of the data folder listens, as it noted; otherwise at `PORT`. */
export async function findHubAddress({
  DATA_DIR: dataDir,
  PORT: port,
}: {
  readonly DATA_DIR: string
  readonly PORT: number
}): Promise<string> {
  const noted = await readFile(file(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return noted === undefined ? `http://127.0.0.1:${port}` : noted.trim()
}
