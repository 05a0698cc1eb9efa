import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type RecentOperation, RecentOperations } from './recent-operations.js'

/** The folder of a data folder where gateways keep the operations that clients asked lately, each in a file of its own. */
export const recentFolder = (dataDir: string) => join(dataDir, 'operations')

const ending = '.jsonl'

const line = z.object({
  client: z.string(),
  hash: z.string(),
  name: z.string(),
  body: z.string(),
  lastUsed: z.iso.date(),
  count: z.int().positive(),
})

/**
 * Writes operations to a gateway's file, a line each, readable by its owner alone. Whoever reads meanwhile, or after the machine went down,
 * finds the whole file as it was or as it is.
 */
export async function writeRecent(file: string, operations: Iterable<RecentOperation>): Promise<void> {
  const draft = `${file}.draft`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(linesOf(operations)), createWriteStream(draft, { mode: 0o600, flush: true }))
  await rename(draft, file)
}

/** Reads a gateway's file; nothing where there is none. Lines that are none of an operation are left out. */
export async function* readRecent(file: string): AsyncGenerator<RecentOperation> {
  const stream = createReadStream(file)
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      const read = line.safeParse(parsed(text))
      if (read.success) yield read.data
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** What the gateways of some folders were asked on a day or after it, added up. A folder that is not there has nothing. */
export async function readRecentOf(folders: readonly string[], since: string): Promise<readonly RecentOperation[]> {
  const all = new RecentOperations(Infinity)
  for (const folder of folders) {
    for (const file of await filesOf(folder)) {
      for await (const { client, lastUsed, count, ...operation } of readRecent(file))
        all.note(client, operation, lastUsed, count)
    }
  }
  return [...all.since(since)]
}

/** Removes the files that no gateway has written since a moment: of gateways that are gone. */
export async function removeOlderThan(folder: string, moment: Date): Promise<void> {
  for (const file of await filesOf(folder)) {
    // Another one of the folder may have removed it meanwhile.
    const stats = await stat(file).catch(() => undefined)
    if (stats !== undefined && stats.mtime < moment) await rm(file, { force: true })
  }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name))
}

/** The file of the gateway that listens at a port of a machine; of its first worker, where it has several. */
export function fileOf(folder: string, machine: string, port: number, worker = 1): string {
  const others = worker === 1 ? '' : `.${worker}`
  return join(folder, `${machine.replaceAll(/[^\w.-]/g, '_')}-${port}${others}${ending}`)
}

function* linesOf(operations: Iterable<RecentOperation>): Generator<string> {
  for (const operation of operations) yield `${JSON.stringify(operation)}\n`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
