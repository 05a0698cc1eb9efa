import type { Logger } from '../log.js'
import { Shutdown } from '../shutdown.js'
import { type Channel, openChannel } from './channel.js'
import type { ToldWorker } from './keep-workers.js'
import type { WorkerPlace } from './worker-place.js'

/** What a worker serves with. */
export interface Serving {
  /** The process that keeps the workers. */
  readonly primary: Channel
  readonly place: WorkerPlace
  /** What is added to it is ended with the worker. */
  readonly shutdown: Shutdown
  /** Waits until all workers can serve: until then, none listens. */
  readonly mayListen: () => Promise<void>
}

/** Begins to serve what it is told, and gives the address where it listens. */
export type Serve<Told> = (told: Told, serving: Serving) => Promise<string>

/**
 * Serves as one of several workers. It ends when the primary process tells it to, or has ended itself, and on SIGTERM. A terminal sends SIGINT
 * to all processes: the primary's way of ending is then the workers', too.
 */
export async function serveAsWorker<Told>(serve: Serve<Told>, log: Logger): Promise<void> {
  const primary = openChannel({
    send: (frames) => void process.send?.(frames, undefined, undefined, () => undefined),
    onMessage: (receive) => process.on('message', receive),
    onEnd: (end) => process.once('disconnect', end),
  })
  const shutdown = new Shutdown(log, [])
  const end = () => void shutdown.run().then(() => process.exit(0))
  primary.answer('end', end)
  process.on('SIGTERM', end)
  process.on('SIGINT', () => undefined)
  try {
    const { told, place } = await primary.ask<ToldWorker>('what')
    const mayListen = () => primary.ask<void>('may listen')
    const url = await serve(told as Told, { primary, place, shutdown, mayListen })
    await primary.ask('listens', url)
  } catch (error) {
    await primary.ask('failed', error instanceof Error ? error.message : String(error)).catch(() => undefined)
    await shutdown.run()
    process.exit(1)
  }
}
