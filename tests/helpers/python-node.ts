import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../contract/python-node')

/** What the node needs beside Python's own library: Debian's `python3-graphql-core` and `python3-cryptography`. */
const wanted = 'import graphql, cryptography'

/** Where Python may be; the second is Debian's own, should the first be another. */
const places = ['python3', '/usr/bin/python3']

/** The first Python that has what the node needs; undefined where there is none. */
export const python = places.find((place) => {
  try {
    execFileSync(place, ['-c', wanted], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

/** A node in Python that runs. */
export interface PythonNode {
  /** Its GraphQL address. */
  readonly url: string
  readonly kid: string
  readonly x: string
  /** Has it do a command, and gives what it says of it. */
  tell(...words: readonly string[]): Promise<Readonly<Record<string, unknown>>>
  close(): Promise<void>
}

/** Starts a node in Python, in a folder of its own. */
export async function startPythonNode(hub: string, community: string): Promise<PythonNode> {
  const data = await mkdtemp(join(tmpdir(), 'shequ-python-'))
  const child = spawn(python ?? 'python3', ['-B', join(folder, 'node.py'), data, hub, community], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async () => {
    const line: IteratorResult<string, unknown> = await lines.next()
    if (line.done) throw new Error('Expected the node to say something, but it ended.')
    return JSON.parse(line.value) as Readonly<Record<string, unknown>>
  }
  const { address, kid, x } = (await read()) as { readonly address: string; readonly kid: string; readonly x: string }
  return {
    url: address,
    kid,
    x,
    tell: async (...words) => {
      child.stdin.write(`${words.join(' ')}\n`)
      return await read()
    },
    async close() {
      const gone = once(child, 'exit')
      child.stdin.end()
      await gone
      await rm(data, { recursive: true, force: true })
    },
  }
}
