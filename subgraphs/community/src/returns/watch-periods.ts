import type { Logger } from '@shequ/process/log'
import type { Progress } from '@shequ/process/progress'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { closePeriods } from './close-periods.js'
import { citiesToClose } from './cities-to-close.js'

export interface WatchPeriods {
  readonly pool: Pool
  readonly log: Logger
  readonly now?: () => Date
  /** Whether this is a community's own node. False by default. */
  readonly byNode?: boolean
  /** Shows how far the closing of a city's periods has come. */
  readonly showProgress?: (city: string, due: number) => Progress
  /** How long to wait between two checks, in milliseconds. An hour by default. */
  readonly every?: number
}

/** A watch that runs until it is stopped. */
export interface PeriodWatch {
  /** Ends the watch. The period under way is closed to the end. */
  stop(): Promise<void>
}

const hour = 60 * 60 * 1_000

/**
 * Closes the periods that become due of every city with communities here, or with such as entrust their counts: now, and after
 * every wait. A city that fails is logged, and the next check makes up for it.
 */
export function watchPeriods({
  pool,
  log,
  now = () => new Date(),
  byNode = false,
  showProgress,
  every = hour,
}: WatchPeriods): PeriodWatch {
  const stopping = new AbortController()
  const close = async (city: string): Promise<void> => {
    let progress: Progress | undefined
    const periods = await closePeriods({
      pool,
      city,
      now: now(),
      byNode,
      begin: (due) => (progress = showProgress?.(city, due)),
      advance: () => progress?.advance(1),
      wait: (period, communities) => log.info({ city, period, communities }, 'waiting for counts of nodes'),
      signal: stopping.signal,
    })
    progress?.finish()
    if (periods.length > 0) log.info({ city, periods }, 'closed periods')
  }
  const unlessItFails = async (work: () => Promise<void>, city?: string): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error, city }, 'could not close periods')
    }
  }
  const check = () =>
    unlessItFails(async () => {
      // A city whose periods can't be closed is no other's concern.
      for (const city of await sqlTransaction(pool, citiesToClose)) await unlessItFails(() => close(city), city)
    })
  let running = check()
  const timer = setInterval(() => {
    running = running.then(check)
  }, every)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}
