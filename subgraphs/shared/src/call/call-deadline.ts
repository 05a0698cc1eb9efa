import { setMaxListeners } from 'node:events'
import { HubError } from '@shequ/schema/errors/hub-error'
import { CallWrites } from './call-writes.js'

/** How long a call may take at most, in milliseconds, however long its caller would wait. */
export const longestCall = 20_000

/** How long one call is still of use. */
export interface CallDeadline {
  /** Raised when nobody waits any more, since the caller has left or the time is over: nothing new begins, and reads end. */
  readonly stopped: AbortSignal
  /** Raised when the time is over: a write under way is rolled back. A caller that leaves does not end one. */
  readonly expired: AbortSignal
  readonly writes: CallWrites
  /** How much time is left, in milliseconds. */
  timeLeft(): number
  /** Releases the timer, once no write is under way. */
  end(): void
}

/** Starts the clock of a call: until its caller has left, until `endsAt`, or for the `longest` that a call may take, in milliseconds. */
export function startCallDeadline(
  caller: AbortSignal | undefined,
  endsAt: number | undefined,
  longest = longestCall,
): CallDeadline {
  const latest = Math.min(endsAt ?? Infinity, performance.now() + longest)
  const stopped = new AbortController()
  const expired = new AbortController()
  const writes = new CallWrites()
  for (const { signal } of [stopped, expired]) setMaxListeners(0, signal)
  const expire = () => {
    const reason = new HubError('TIER_TIMEOUT', {
      en: 'The time for this was over before it was done, and nothing was changed. Ask for less, or try again.',
      zh: '未能在时限内完成，没有作任何更改。请减少所要的内容，或再次发送。',
    })
    expired.abort(reason)
    stopped.abort(reason)
  }
  const leave = () => stopped.abort(new HubError('TIER_UNAVAILABLE', 'Whoever asked has left.'))
  const left = latest - performance.now()
  const timer = left > 0 ? setTimeout(expire, left) : undefined
  if (timer === undefined) expire()
  if (caller?.aborted) leave()
  else if (caller !== undefined) {
    // A caller may have many calls under way on one signal.
    setMaxListeners(0, caller)
    caller.addEventListener('abort', leave, { once: true })
  }
  return {
    stopped: stopped.signal,
    expired: expired.signal,
    writes,
    timeLeft: () => Math.max(0, latest - performance.now()),
    end() {
      caller?.removeEventListener('abort', leave)
      if (writes.isUnknown) void writes.settled().then(() => clearTimeout(timer))
      else clearTimeout(timer)
    },
  }
}
