import { Worker } from 'node:worker_threads'
import { keepRunning } from '@shequ/process/keep-running'
import type { Logger } from '@shequ/process/log'

/** What the thread is told. */
export interface PeriodsThread {
  /** The community database, under its run-time role. */
  readonly url: string
  readonly logLevel: string
  /** Whether it is a community's own node. */
  readonly byNode: boolean
}

/** What the thread tells. */
export interface PeriodsToClose {
  /** How many periods are due, of all cities that it has come to, and not closed. */
  readonly toClose: number
}

export interface CloseInBackground {
  /** The community database, under its run-time role. */
  readonly url: string
  readonly log: Logger
  /** Whether it is a community's own node, which makes no sums. False by default. */
  readonly byNode?: boolean
  /** Begins a thread; the one that closes periods unless a test says something else. */
  readonly begin?: (told: PeriodsThread) => Worker
  /** The longest wait before a thread that ended is begun again, in milliseconds. Five minutes by default. Waits begin at a quarter of a second and double. */
  readonly longestWait?: number
}

/** A thread that closes periods until it is stopped. */
export interface ClosingPeriods {
  /** Whether the thread runs: false while it has ended and is to be begun again. */
  readonly isUp: boolean
  /** Whether periods are due that it has not closed yet. */
  readonly isBehind: boolean
  /** Ends it at once. A period under way is given up whole, and closed the next time. */
  stop(): Promise<void>
}

/** How much memory the thread may have for what it works out, in megabytes: infra/README.md says what a whole city takes. */
export const threadMegabytes = 1024

/**
 * Closes periods as they become due, on a thread of its own: working out what may be released of a city takes seconds a
 * period, in which nobody who asks is to wait. A thread that ends is begun again, and goes on with the period that it had begun.
 */
export function closeInBackground({
  url,
  log,
  byNode = false,
  begin = beginThread,
  longestWait = 5 * 60_000,
}: CloseInBackground): ClosingPeriods {
  let thread: Worker | undefined
  let isBehind = false
  const kept = keepRunning({
    start: async () => {
      isBehind = false
      thread = begin({ url, logLevel: log.level, byNode })
      thread.on('message', (told: PeriodsToClose) => (isBehind = told.toClose > 0))
      return { ended: endOf(thread) }
    },
    onEnd: (reason, wait) => log.error({ err: reason, wait }, explain(reason)),
    onRestart: () => log.info('periods are closed again'),
    firstWait: 1_000,
    longestWait,
  })
  return {
    get isUp() {
      return kept.isUp
    },
    get isBehind() {
      return kept.isUp && isBehind
    },
    stop: async () => {
      const stopped = kept.stop()
      await thread?.terminate()
      await stopped
    },
  }
}

function beginThread(told: PeriodsThread): Worker {
  return new Worker(new URL('./periods-thread.js', import.meta.url), {
    workerData: told,
    // What is young takes its size several times over, and the main thread's is set large for its answers.
    resourceLimits: { maxOldGenerationSizeMb: threadMegabytes, maxYoungGenerationSizeMb: 64 },
  })
}

/** Why a thread has ended: what it threw, or its status. */
function endOf(thread: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    thread.once('error', resolve)
    thread.once('exit', (code) => resolve(new Error(`The thread ended with status ${code}.`)))
  })
}

function explain(reason: unknown): string {
  const code = typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `closing periods took more than ${threadMegabytes} MB of memory and was ended; it is begun again`
    : 'the thread that closes periods has ended; it is begun again'
}
