import type { Logger } from '@shequ/process/log'
import { backOff } from './back-off.js'
import type { RelayRun } from './relay-run.js'

/** How one run goes. */
export interface RunOptions {
  /** Whether what waits for a later attempt is sent too. */
  readonly evenIfNotDue: boolean
  /** How many runs before this one failed in a row. */
  readonly failures: number
  readonly isStopped: () => boolean
}

export interface RepeatOptions {
  readonly run: (options: RunOptions) => Promise<RelayRun>
  /** The wait between two runs, in milliseconds. It grows while they fail, up to `longestWait`. */
  readonly pollInterval: number
  /** The longest wait while runs fail, in milliseconds: a receiver that is back is tried that late. */
  readonly longestWait: number
  /** False for what runs only when `drain` is called. */
  readonly inBackground: boolean
  readonly random: () => number
  readonly log: Logger
}

/** Sends to the tier above, again and again until it is stopped. */
export interface Relay {
  /** Sends everything there is now, whatever waits for a later attempt, and tells what became of it. */
  drain(): Promise<RelayRun>
  /** Ends when what is being sent has been acknowledged or given up. */
  stop(): Promise<void>
}

/** Repeats runs, one at a time: each begins when the one before has ended. */
export function repeat({ run, pollInterval, longestWait, inBackground, random, log }: RepeatOptions): Relay {
  const stopped = new AbortController()
  let failures = 0
  let last: Promise<unknown> = Promise.resolve()

  function runNext(evenIfNotDue: boolean): Promise<RelayRun> {
    const next = last.then(async () => {
      const ended = await run({ evenIfNotDue, failures, isStopped: () => stopped.signal.aborted })
      failures = ended.fault === undefined ? 0 : failures + 1
      return ended
    })
    last = next.catch(() => undefined)
    return next
  }

  async function runUntilStopped(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await runNext(false)
      } catch (error) {
        failures += 1
        log.warn({ err: error }, 'what is to be sent could not be read')
      }
      await pause(failures === 0 ? pollInterval : backOff(failures, random, longestWait), stopped.signal)
    }
  }

  const ended = inBackground ? runUntilStopped() : Promise.resolve()
  return {
    drain: () => runNext(true),
    stop: async () => {
      stopped.abort()
      await ended
      await last
    },
  }
}

/** Waits so many milliseconds, or until the signal. */
function pause(time: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, time)
    signal.addEventListener('abort', end)
  })
}
