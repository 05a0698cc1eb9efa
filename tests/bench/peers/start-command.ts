import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceProcess } from '../serve/start-process.js'
import { useOfTree } from './process-tree.js'

/** A command that serves a graph. */
export interface ServingCommand {
  readonly name: string
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  /** What it must answer with data before it counts as started. */
  readonly body: string
}

/** How long a command may take to answer its first question, in milliseconds. */
const patience = 60_000

const noCounts = { statements: 0, calls: 0, entities: 0 }

/**
 * Starts a command that serves a graph at `/graphql` on a free port, and waits until it answers.
 *
 * @throws {Error} with what it said when it does not.
 */
export async function startCommand(serving: ServingCommand): Promise<ServiceProcess> {
  const { name, command, args, folder, environment, body } = serving
  const port = await freePort()
  const child = spawn(command, args(port), {
    cwd: folder,
    // None of them is to tell its makers of the run.
    env: { ...process.env, NODE_ENV: 'production', DO_NOT_TRACK: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said = (said + text.toString('utf8')).slice(-2_000)))
  child.once('error', (error) => (said += error.message))
  const url = `http://127.0.0.1:${port}/graphql`
  for (const until = Date.now() + patience; !(await answers(url, body)); await pause(100)) {
    if (Date.now() < until && !hasEnded(child)) continue
    await end(child)
    throw new Error(`Expected ${name} to answer within ${patience / 1000} s, but it did not: ${said}`)
  }
  return {
    url,
    pid: child.pid ?? 0,
    cpu: async () => useOfTree(child.pid ?? 0).cpu,
    count: async () => undefined,
    counts: async () => noCounts,
    end: () => end(child),
  }
}

async function answers(url: string, body: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
  return response?.ok === true && ((await response.json()) as { data?: unknown }).data !== undefined
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}
