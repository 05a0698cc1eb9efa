import { setTimeout as sleep } from 'node:timers/promises'

/** One run of something that is to run always. */
export interface Run {
  /** Resolves, with the reason, when it has ended by itself. */
  readonly ended: Promise<unknown>
}

export interface KeepRunning {
  /** The run that is under way already, if one is. */
  readonly first?: Run
  /** Begins a run. Rejects when it can't be. */
  readonly start: () => Promise<Run>
  /** Told each time that a run has ended, or could not begin: why, and in how many milliseconds the next is begun. */
  readonly onEnd: (reason: unknown, wait: number) => void
  /** Told when a run has begun after another has ended. */
  readonly onRestart?: () => void
  /** The wait after the first end, in milliseconds. 250 by default. It doubles with each further end, up to the longest. */
  readonly firstWait?: number
  /** The longest wait, in milliseconds. 30,000 by default: so late is something that failed long begun again. */
  readonly longestWait?: number
  /** Milliseconds after which a run counts as sound, so that waits begin at the first again. 60,000 by default. */
  readonly soundAfter?: number
}

/** Something that is begun again whenever it ends. */
export interface Kept {
  /** Whether it runs now. */
  readonly isUp: boolean
  /** Begins no further run, and waits for one that is beginning. What runs is the caller's to end. */
  stop(): Promise<void>
}

/** Begins something, and begins it again whenever it ends or can't begin: at once at first, then later and later. */
export function keepRunning({
  first,
  start,
  onEnd,
  onRestart,
  firstWait = 250,
  longestWait = 30_000,
  soundAfter = 60_000,
}: KeepRunning): Kept {
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  let isUp = first !== undefined
  let failures = 0

  /** One run to its end. Gives why it ended; undefined when nobody wants it any more. */
  async function runOnce(given?: Run): Promise<{ reason: unknown } | undefined> {
    try {
      const run = given ?? (await start())
      if (signal.aborted) return undefined
      isUp = true
      if (failures > 0) onRestart?.()
      const began = Date.now()
      const reason = await Promise.race([run.ended, stopped])
      if (Date.now() - began >= soundAfter) failures = 0
      return { reason }
    } catch (reason) {
      return { reason }
    }
  }

  async function runAgainAndAgain(): Promise<void> {
    for (let given = first; !signal.aborted; given = undefined) {
      const end = await runOnce(given)
      isUp = false
      if (signal.aborted || end === undefined) return
      failures += 1
      const wait = Math.min(longestWait, firstWait * 2 ** Math.min(failures - 1, 20))
      onEnd(end.reason, wait)
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  const over = runAgainAndAgain()
  return {
    get isUp() {
      return isUp
    },
    stop: async () => {
      stopping.abort()
      await over
    },
  }
}
