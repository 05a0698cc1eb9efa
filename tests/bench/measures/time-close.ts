import { countWithParts } from '@shequ/community/returns/count/count-with-parts'
import { storeProtectedPeriod } from '@shequ/community/returns/release/store-protected-period'
import { openPool } from '@shequ/postgres/open-pool'
import { everyOwner } from '@shequ/postgres/write-owners'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { city } from '../question/three-hop-query.js'

/** What closing a month took, in milliseconds. */
export interface ClosedMonth {
  readonly period: string
  readonly communities: number
  /** Counting the records of all communities, in one pass. */
  readonly counting: number
  /** Protecting the counts, and storing returns, cells and queue. */
  readonly releasing: number
}

/** Closes a month of the city over again, in a transaction that is then undone. */
export async function timeClose(url: string, period: string): Promise<ClosedMonth> {
  const pool = openPool(url, { max: 1 })
  let closed: ClosedMonth | undefined
  const undo = new Error('undone')
  try {
    await sqlTransaction(
      pool,
      async (sql) => {
        for (const table of ['measure_return', 'cell', 'released_pattern', 'closed_period', 'return_outbox']) {
          await sql(`delete from ${table} where period = $1`, period)
        }
        const began = performance.now()
        const counted = await countWithParts(sql, city, [period])
        const counting = performance.now() - began
        await storeProtectedPeriod(sql, { city, period, now: new Date(), byNode: false, ...counted })
        closed = { period, communities: counted.codes.size, counting, releasing: performance.now() - began - counting }
        throw undo
      },
      everyOwner,
    )
  } catch (error) {
    if (error !== undo) throw error
  } finally {
    await pool.end()
  }
  if (closed === undefined) throw new Error(`Expected ${period} to be closed over again.`)
  return closed
}
