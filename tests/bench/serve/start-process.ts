import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Counts, Order, Reply } from './process-messages.js'
import type { Service } from './service.js'

/** A process of the bench that serves something. */
export interface ServiceProcess {
  readonly url: string
  /** Processor time it has used so far, in milliseconds. */
  cpu(): Promise<number>
  /** Memory that it holds, in bytes. */
  memory(): Promise<number>
  /** Begins counting from nothing. */
  count(): Promise<void>
  /** What was counted since. */
  counts(): Promise<Counts>
  /** Ends it and waits until it is gone. */
  end(): Promise<void>
}

const noCounts: Counts = { statements: 0, calls: 0, entities: 0 }

/** How long a process may take to end by itself, in milliseconds. */
const endingGrace = 5_000

/**
 * Starts a process that serves what it is told to. It ends with this one, however this one ends.
 *
 * @param profileFolder where it writes a CPU profile of its whole life when it ends, if anywhere
 * @throws {Error} with its reason when it can't serve.
 */
export async function startProcess(service: Service, profileFolder?: string): Promise<ServiceProcess> {
  const child = fork(join(import.meta.dirname, 'main.js'), {
    env: { ...process.env, NODE_ENV: 'production' },
    // All contenders run with the options that Node was given for the bench.
    execArgv: [...process.execArgv, ...(profileFolder === undefined ? [] : profileArguments(service, profileFolder))],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const { url = '' } = await ask(child, { order: 'serve', service })
    return {
      url,
      cpu: async () => (await ask(child, { order: 'tell-use' })).use?.cpu ?? 0,
      memory: async () => (await ask(child, { order: 'tell-use' })).use?.memory ?? 0,
      count: async () => void (await ask(child, { order: 'count' })),
      counts: async () => (await ask(child, { order: 'tell-counts' })).counts ?? noCounts,
      end: () => end(child),
    }
  } catch (error) {
    await end(child)
    throw error
  }
}

function profileArguments(service: Service, folder: string): string[] {
  const name = service.kind === 'subgraph' ? service.tier : service.kind
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`]
}

async function ask(child: ChildProcess, order: Order): Promise<Reply> {
  const ended = new AbortController()
  try {
    const answered = once(child, 'message', ended).then(([reply]) => reply as Reply)
    const gone = once(child, 'exit', ended).then(([code]): Reply => ({ failure: `its process ended (${code})` }))
    child.send(order, (error) => error && ended.abort(error))
    const reply = await Promise.race([answered, gone])
    if (reply.failure !== undefined) throw new Error(`A process of the bench could not go on: ${reply.failure}`)
    return reply
  } finally {
    ended.abort()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (child.connected) child.disconnect()
  const late = setTimeout(() => child.kill('SIGKILL'), endingGrace)
  await gone
  clearTimeout(late)
}
