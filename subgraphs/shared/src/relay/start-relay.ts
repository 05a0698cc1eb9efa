import { backOff } from './back-off.js'
import { type RelayRun, type RelaySettings, runRelay } from './run-relay.js'

type Defaulted = 'now' | 'random' | 'batchReturns' | 'batchBytes' | 'lease'

export interface RelayOptions extends Omit<RelaySettings, Defaulted>, Partial<Pick<RelaySettings, Defaulted>> {
  /** How long to wait before looking for what is due, in milliseconds. */
  readonly pollInterval?: number
  /** False for a relay that sends only when `drain` is called. */
  readonly inBackground?: boolean
}

/** Sends a tier's queued returns to the tier above, again and again until it is stopped. */
export interface Relay {
  /** Sends everything that is queued now, whatever waits for a later attempt, and tells what became of it. */
  drain(): Promise<RelayRun>
  /** Ends when what is being sent has been acknowledged or given up. */
  stop(): Promise<void>
}

/**
 * Starts a relay. At least once: what was sent but not acknowledged goes again. Several on one database share the
 * work. A relay that is killed leaves what it was sending to the others, or to its next start, after the lease.
 */
export function startRelay({ pollInterval = 1_000, inBackground = true, ...options }: RelayOptions): Relay {
  const settings: RelaySettings = {
    now: () => new Date(),
    random: Math.random,
    batchReturns: 500,
    batchBytes: 4 * 1024 ** 2,
    lease: 15_000,
    ...options,
  }
  const stopped = new AbortController()
  let failures = 0
  let last: Promise<unknown> = Promise.resolve()

  /** One run at a time: each begins when the one before has ended. */
  function run(evenIfNotDue: boolean): Promise<RelayRun> {
    const next = last.then(async () => {
      const ended = await runRelay(settings, { evenIfNotDue, failures, isStopped: () => stopped.signal.aborted })
      failures = ended.fault === undefined ? 0 : failures + 1
      return ended
    })
    last = next.catch(() => undefined)
    return next
  }

  async function runUntilStopped(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await run(false)
      } catch (error) {
        failures += 1
        settings.log.warn({ receiver: settings.receiver, err: error }, 'the queue of returns could not be read')
      }
      await pause(failures === 0 ? pollInterval : backOff(failures, settings.random), stopped.signal)
    }
  }

  const ended = inBackground ? runUntilStopped() : Promise.resolve()
  return {
    drain: () => run(true),
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
