import { Worker } from 'node:worker_threads'
import type { Logger } from '@shequ/process/log'

/** What the thread is told. */
export interface PeriodsThread {
  /** The community database, under its run-time role. */
  readonly url: string
  readonly logLevel: string
  /** Whether it is a community's own node. */
  readonly byNode: boolean
}

/** A thread that closes periods until it is stopped. */
export interface ClosingPeriods {
  /** Ends it at once. A period under way is given up whole, and closed the next time. */
  stop(): Promise<void>
}

/**
 * Closes periods as they become due, on a thread of its own: working out what may be released of a city takes seconds a
 * period, in which nobody who asks is to wait.
 */
export function closeInBackground(url: string, log: Logger, byNode = false): ClosingPeriods {
  const told: PeriodsThread = { url, logLevel: log.level, byNode }
  const thread = new Worker(new URL('./periods-thread.js', import.meta.url), { workerData: told })
  thread.on('error', (error) => log.error({ err: error }, 'periods are not closed until the next start'))
  return {
    stop: async () => {
      await thread.terminate()
    },
  }
}
