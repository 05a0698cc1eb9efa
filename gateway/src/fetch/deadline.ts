import { TierFault } from './failed-answer.js'

/** The time left for one question to a tier. `signal` ends the work when it is over or the client has gone. */
export interface Deadline {
  readonly signal: AbortSignal
  /** When the time is over, by `performance.now()`. */
  readonly endsAt: number
  /** Why the signal was raised; undefined while there is time. */
  readonly fault: TierFault | undefined
  /** Whether the client has gone. */
  readonly left: boolean
  /** Rejects with the fault as soon as there is one. */
  readonly over: Promise<never>
  /** Releases the timer. */
  end(): void
}

/**
 * Starts the clock: `most` milliseconds from now, or when `clientGone` is raised, the work is over.
 *
 * @param endsAt when the whole operation is over, by `performance.now()`
 */
export function startDeadline(most: number, clientGone: AbortSignal | undefined, endsAt = Infinity): Deadline {
  const milliseconds = Math.max(0, Math.min(most, Math.ceil(endsAt - performance.now())))
  const controller = new AbortController()
  let reject: (fault: TierFault) => void = () => undefined
  const over = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  over.catch(() => undefined)
  const stop = (cause: TierFault) => {
    if (deadline.fault !== undefined) return
    deadline.fault = cause
    controller.abort(cause)
    reject(cause)
  }
  const timer = setTimeout(() => stop(new TierFault('TIER_TIMEOUT', `no answer in ${milliseconds} ms`)), milliseconds)
  const leave = () => {
    deadline.left ||= deadline.fault === undefined
    stop(new TierFault('TIER_UNAVAILABLE', 'the client has gone'))
  }
  // Getters would give the object a hidden class of its own, and V8 would keep the answer until it collects its whole heap.
  const deadline = {
    signal: controller.signal,
    endsAt: performance.now() + milliseconds,
    fault: undefined as TierFault | undefined,
    left: false,
    over,
    end() {
      clearTimeout(timer)
      clientGone?.removeEventListener('abort', leave)
    },
  }
  if (clientGone?.aborted) leave()
  else clientGone?.addEventListener('abort', leave, { once: true })
  return deadline
}

/** The most that is kept back of the time for a write, in milliseconds. */
const mostKeptBack = 1_000

/**
 * Until when a tier is given for a request, by `performance.now()`. Of the time for a write a little is kept back: a tier that ran
 * out of time can say then that it rolled the write back, before the gateway must say that nobody knows.
 */
export function timeForTier({ endsAt }: Pick<Deadline, 'endsAt'>, isWrite: boolean): number {
  const left = endsAt - performance.now()
  return isWrite ? endsAt - Math.min(mostKeptBack, left / 10) : endsAt
}
