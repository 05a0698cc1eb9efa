import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What somebody saw who asked `/health/live` again and again. */
export interface WatchedLife {
  readonly asked: number
  /** How long the slowest answer took by the clock, in milliseconds. */
  readonly slowest: number
  /**
   * The most milliseconds of the processor that the gateway's process used during one answer. On a machine that others use as well, the
   * clock goes on while the gateway is kept from running.
   */
  readonly busiest: number
}

/**
 * Asks a gateway whether it lives, again and again, from a thread of its own.
 *
 * @returns a function that ends it and tells what was seen. It rejects when one answer was none.
 */
export async function watchLife(url: string): Promise<() => Promise<WatchedLife>> {
  const worker = new Worker(new URL('ask-life.mjs', import.meta.url), { workerData: url })
  const told = once(worker, 'message') as Promise<[WatchedLife]>
  // Who ends the watch is told what went wrong.
  told.catch(() => undefined)
  await once(worker, 'online')
  return async () => {
    worker.postMessage('end', [])
    const [seen] = await told
    return seen
  }
}
