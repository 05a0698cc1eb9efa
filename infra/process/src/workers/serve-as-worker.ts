import type { Logger } from '../log.js'
import { Shutdown } from '../shutdown.js'
import { type Channel, openChannel } from './channel.js'

/** Begins to serve what it is told, adds to the shutdown what is to be ended, and gives the address where it listens. */
export type Serve<Told> = (told: Told, primary: Channel, shutdown: Shutdown) => Promise<string>

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
    const url = await serve(await primary.ask<Told>('what'), primary, shutdown)
    await primary.ask('listens', url)
  } catch (error) {
    await primary.ask('failed', error instanceof Error ? error.message : String(error)).catch(() => undefined)
    await shutdown.run()
    process.exit(1)
  }
}
