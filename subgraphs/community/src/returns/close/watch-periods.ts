import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@shequ/process/log'
import type { Progress } from '@shequ/process/progress'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { closePeriods } from './close-periods.js'
import { citiesToClose } from '../due/cities-to-close.js'

export interface WatchPeriods {
  readonly pool: Pool
  readonly log: Logger
  readonly now?: () => Date
  /** Whether this is a community's own node, which makes no sums. False by default. */
  readonly byNode?: boolean
  /** Shows how far the closing of a city's periods has come. */
  readonly showProgress?: (city: string, due: number) => Progress
  /** The wait between two checks, in milliseconds. An hour by default; with more, periods close later. */
  readonly every?: number
  /** The wait after a check that failed, in milliseconds. Five seconds by default. It doubles with each further failure, up to `every`. */
  readonly firstRetry?: number
}

/** A watch that runs until it is stopped. */
export interface PeriodWatch {
  /** Ends the watch. The period under way is closed to the end. */
  stop(): Promise<void>
}

const hour = 60 * 60 * 1_000

/**
 * Closes the periods that become due of every city with communities here, or with such as entrust their counts: now, and after
 * every wait. A city that fails is logged, and the next check makes up for it, which comes soon then.
 */
export function watchPeriods({
  pool,
  log,
  now = () => new Date(),
  byNode = false,
  showProgress,
  every = hour,
  firstRetry = 5_000,
}: WatchPeriods): PeriodWatch {
  const stopping = new AbortController()
  const close = async (city: string): Promise<void> => {
    let progress: Progress | undefined
    let [closed, ofDue] = [0, 0]
    const periods = await closePeriods({
      pool,
      city,
      now: now(),
      byNode,
      begin: (due) => {
        ofDue = due
        progress = showProgress?.(city, due)
      },
      advance: (period) => {
        closed += 1
        progress?.advance(1)
        log.info({ city, period, closed, due: ofDue }, 'closed a period')
      },
      wait: (period, communities) => log.info({ city, period, communities }, 'waiting for counts of nodes'),
      signal: stopping.signal,
    })
    progress?.finish()
    if (periods.length > 0) log.info({ city, periods }, 'closed periods')
  }
  /** Whether something went well; what did not is logged. */
  const unlessItFails = async (work: () => Promise<boolean>, city?: string): Promise<boolean> => {
    try {
      return await work()
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error, city }, 'could not close periods')
      return false
    }
  }
  const check = () =>
    unlessItFails(async () => {
      let allWell = true
      // A city whose periods can't be closed is no other's concern.
      for (const city of await sqlTransaction(pool, citiesToClose)) {
        const isWell = await unlessItFails(() => close(city).then(() => true), city)
        allWell &&= isWell
      }
      return allWell
    })
  const checkUntilStopped = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      failures = (await check()) ? 0 : failures + 1
      const wait = failures === 0 ? every : Math.min(every, firstRetry * 2 ** Math.min(failures - 1, 16))
      await sleep(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = checkUntilStopped()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
