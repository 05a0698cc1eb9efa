import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { useOfGroup } from './group-use.js'
import { portPlace, type Served, type ServingCommand } from './service.js'

/** How long a command may take to answer its first question, and to end, in milliseconds. */
const patience = 60_000
const endingGrace = 2_000

/** How much of what it says is kept for the message when it does not answer, in characters. */
const mostSaid = 2_000

/** None of them is to tell its makers of the run. */
const quiet = { NODE_ENV: 'production', DO_NOT_TRACK: '1', APOLLO_TELEMETRY_DISABLED: 'true' }

/**
 * Starts a command that serves a graph, on a free port, and waits until it answers. It ends with this process, and with it all
 * that it began.
 *
 * @throws {Error} with what it said when it does not answer.
 */
export async function serveCommand(serving: ServingCommand): Promise<Served> {
  const { name, command, args, folder, environment, body } = serving
  const port = String(await freePort())
  const child = spawn(
    command,
    args.map((argument) => (argument === portPlace ? port : argument)),
    // A group of its own, so that it is ended, and what it uses is counted, with what it begins.
    {
      cwd: folder,
      env: { ...process.env, ...quiet, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  process.once('exit', () => signal(child, 'SIGKILL'))
  let said = ''
  const keep = (text: string) => void (said = (said + text).slice(-mostSaid))
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => keep(text.toString('utf8')))
  child.once('error', (error) => keep(error.message))

  const url = `http://127.0.0.1:${port}/graphql`
  for (const until = Date.now() + patience; !(await answers(url, body)); await pause(100)) {
    if (Date.now() < until && isRunning(child)) continue
    await end(child)
    throw new Error(`Expected ${name} to answer within ${patience / 1000} s, but it did not: ${said}`)
  }
  return {
    url,
    pools: [],
    calls: () => 0,
    use: () => useOfGroup(child.pid ?? 0),
    close: () => end(child),
  }
}

async function answers(url: string, body: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
    const { data } = (await response.json()) as { readonly data?: unknown }
    return response.ok && data !== undefined && data !== null
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function isRunning({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode === null && signalCode === null && pid !== undefined
}

async function end(child: ChildProcess): Promise<void> {
  if (isRunning(child)) {
    const gone = once(child, 'exit')
    signal(child, 'SIGTERM')
    const late = setTimeout(() => signal(child, 'SIGKILL'), endingGrace)
    await gone
    clearTimeout(late)
  }
  // What it began may outlive it.
  signal(child, 'SIGKILL')
}

/** Sends a signal to a command and to what it began, as far as they are there. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch {
    // The group is gone.
  }
}
