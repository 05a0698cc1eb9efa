import { readFile } from 'node:fs/promises'
import { request } from 'undici'
import { UnusableSupergraph } from './supergraph-text/unusable-supergraph.js'

const timeout = 10_000

/**
 * Reads a supergraph from a file or from an http(s) address.
 *
 * @throws {UnusableSupergraph} naming what could not be read.
 */
export async function readSupergraphFrom(location: string): Promise<string> {
  return /^https?:\/\//i.test(location) ? await download(location) : await readFromFile(location)
}

async function readFromFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UnusableSupergraph(`expected a file at ${file}, but got ${(error as NodeJS.ErrnoException).code}.`)
  }
}

async function download(address: string): Promise<string> {
  let status: number
  try {
    const response = await request(address, { signal: AbortSignal.timeout(timeout) })
    if (response.statusCode === 200) return await response.body.text()
    await response.body.dump()
    status = response.statusCode
  } catch {
    throw new UnusableSupergraph(`expected it at ${address}, but nothing answered within ${timeout} ms.`)
  }
  throw new UnusableSupergraph(`expected it at ${address}, but got status ${status}.`)
}
