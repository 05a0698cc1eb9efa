import { setTimeout as pause } from 'node:timers/promises'
import { everyOwner } from '@shequ/postgres/write-owners'
import type { Logger } from '@shequ/process/log'
import type { Pool } from 'pg'
import { sqlTransaction } from '../database/sql-transaction.js'
import type { TransactionSql } from '../writes/once.js'

/** How many rows a batch removes at most: few enough that nobody waits for it. */
export const batchRows = 1_000

/** How long to wait between two batches, in milliseconds, so that others get their turn. */
const betweenBatches = 20

/** What has had its time in a table. */
export interface Pruning {
  readonly table: string
  /** Removes at most so many rows whose time is over, and gives how many; 0 when none is left. */
  readonly removeBatch: (sql: TransactionSql, most: number) => Promise<number>
}

export interface PruneOptions {
  readonly pool: Pool
  readonly prunings: readonly Pruning[]
  readonly log: Logger
  /** The wait between two looks for rows whose time is over, in milliseconds. An hour by default; with more, they lie longer. */
  readonly every?: number
}

/** What removes rows whose time is over, until it is stopped. */
export interface Pruner {
  /** Removes now all that has had its time, and gives how many rows by table. */
  prune(): Promise<Readonly<Record<string, number>>>
  /** Ends with the batch that is under way. */
  stop(): Promise<void>
}

/**
 * Starts to remove rows whose time is over, every hour, in small batches that are a transaction each: killed anywhere, it goes on where it
 * was. A table whose pruning fails is logged, and tried again the next time.
 */
export function startPruning({ pool, prunings, log, every = 3_600_000 }: PruneOptions): Pruner {
  const stopped = new AbortController()

  async function pruneTable({ table, removeBatch }: Pruning): Promise<number> {
    let removed = 0
    try {
      while (!stopped.signal.aborted) {
        const rows = await sqlTransaction(pool, (sql) => removeBatch(sql, batchRows), everyOwner)
        if (rows === 0) break
        removed += rows
        await pause(betweenBatches)
      }
    } catch (error) {
      log.warn({ err: error, table }, 'what has had its time could not be removed')
    }
    return removed
  }

  async function pruneAll(): Promise<Readonly<Record<string, number>>> {
    const removed: Record<string, number> = {}
    for (const pruning of prunings) removed[pruning.table] = await pruneTable(pruning)
    return removed
  }

  let running: Promise<Readonly<Record<string, number>>> = Promise.resolve({})
  const prune = () => (running = running.then(pruneAll))
  const timer = setInterval(() => void prune(), every).unref()
  return {
    prune,
    stop: async () => {
      stopped.abort()
      clearInterval(timer)
      await running
    },
  }
}
