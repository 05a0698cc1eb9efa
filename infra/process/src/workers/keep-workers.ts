import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Kept, type Run, keepRunning } from '../keep-running.js'
import type { Logger } from '../log.js'
import { type Channel, openChannel } from './channel.js'
import { closeUntaken } from './close-untaken.js'
import { openGate } from './gate.js'
import type { WorkerPlace } from './worker-place.js'

export interface KeepWorkers {
  /** The module that each worker runs. It calls `serveAsWorker`. */
  readonly module: URL
  readonly count: number
  /** What each is told to serve. */
  readonly told: unknown
  /** Answers what a worker asks for, from its beginning to its end. */
  readonly attend: (worker: Channel) => void
  readonly log: Logger
}

/** What a worker hears first. */
export interface ToldWorker {
  readonly told: unknown
  readonly place: WorkerPlace
}

/** Workers that serve one port. */
export interface KeptWorkers {
  /** Where they listen. */
  readonly url: string
  /** Has each take no further request, answer those under way, and end. */
  readonly close: () => Promise<void>
}

/** How long a worker may take to end, in milliseconds. Requests under way have five seconds of them. */
const endingGrace = 10_000

/** A worker that listens. */
interface Listening extends Run {
  readonly url: string
}

/**
 * Serves one port by several processes. A connection goes to one of them, in turn. The port opens when all can serve. A worker that ends is
 * replaced, and the log tells.
 *
 * @throws {Error} why the first ones can't begin; then none runs.
 */
export async function keepWorkers({ module, count, told, attend, log }: KeepWorkers): Promise<KeptWorkers> {
  cluster.setupPrimary({ exec: fileURLToPath(module), args: [] })
  const running = new Map<Worker, Channel>()
  const gate = openGate(count)

  async function begin(number: number): Promise<Listening> {
    const worker = cluster.fork()
    closeUntaken(worker)
    const channel = channelTo(worker)
    running.set(worker, channel)
    const ended = once(worker, 'exit').then(([code, signal]: (number | string | null)[]) => {
      running.delete(worker)
      const how = signal ? `the signal ${signal}` : `status ${code}`
      return new Error(`The worker ${worker.process.pid} ended by ${how}.`)
    })
    attend(channel)
    const first: ToldWorker = { told, place: { number, of: count } }
    const url = await new Promise<string>((resolve, reject) => {
      channel.answer('what', () => first)
      channel.answer('may listen', () => gate.arrive())
      channel.answer('listens', resolve)
      channel.answer('failed', (message: string) => reject(new Error(message)))
      worker.once('error', reject)
      void ended.then(reject)
    })
    log.info({ worker: worker.process.pid }, 'a worker has begun')
    return { url, ended }
  }

  async function beginFirst(_: unknown, index: number): Promise<Listening> {
    return await begin(index + 1).catch((error: Error) => {
      gate.shut(error)
      throw error
    })
  }

  async function close(kept: readonly Kept[]): Promise<void> {
    const stopped = kept.map((each) => each.stop())
    await Promise.all([...running].map(end))
    await Promise.all(stopped)
  }

  const firsts = await Promise.allSettled(Array.from({ length: count }, beginFirst))
  const failed = firsts.find((first) => first.status === 'rejected')
  if (failed !== undefined) {
    await close([])
    throw failed.reason
  }
  const listening = firsts.flatMap((first) => (first.status === 'fulfilled' ? [first.value] : []))
  const kept = listening.map((first, index) =>
    keepRunning({
      first,
      start: () => begin(index + 1),
      onEnd: (reason, wait) => log.error({ err: reason, wait }, 'a worker has ended; another takes its place'),
    }),
  )
  return { url: listening[0]?.url ?? '', close: () => close(kept) }
}

function channelTo(worker: Worker): Channel {
  // That something could not be sent to a worker is told by its end.
  worker.on('error', () => undefined)
  return openChannel({
    send: (frames) => void worker.send(frames, undefined, () => undefined),
    onMessage: (receive) => worker.on('message', receive),
    onEnd: (end) => worker.once('disconnect', end),
  })
}

async function end([worker, channel]: readonly [Worker, Channel]): Promise<void> {
  const gone = once(worker, 'exit')
  const late = setTimeout(() => worker.process.kill('SIGKILL'), endingGrace)
  channel.tell('end')
  await gone
  clearTimeout(late)
}
