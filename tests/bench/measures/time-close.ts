import { countWithParts } from '@shequ/community/returns/count/count-with-parts'
import { storeProtectedPeriod } from '@shequ/community/returns/release/store-protected-period'
import { openPool } from '@shequ/postgres/open-pool'
import { everyOwner } from '@shequ/postgres/write-owners'
import type { Period } from '@shequ/schema/measures/periods'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { city } from '../question/three-hop-query.js'

/** What closing periods of the city took, in milliseconds. */
export interface ClosedPeriods {
  readonly communities: number
  /** Counting the records of all communities, in one pass over all the periods. */
  readonly counting: number
  /** Protecting the counts of each, and storing returns, cells and queue. */
  readonly periods: readonly { readonly period: Period; readonly releasing: number }[]
}

/** Closes periods of the city over again, counted together, in a transaction that is then undone. */
export async function timeClose(url: string, periods: readonly Period[]): Promise<ClosedPeriods> {
  const pool = openPool(url, { max: 1 })
  let closed: ClosedPeriods | undefined
  const undo = new Error('undone')
  try {
    await sqlTransaction(
      pool,
      async (sql) => {
        for (const table of ['measure_return', 'cell', 'released_pattern', 'closed_period', 'return_outbox']) {
          await sql(`delete from ${table} where period = any($1)`, periods)
        }
        const began = performance.now()
        const counted = await countWithParts(sql, city, periods)
        const counting = performance.now() - began
        const released: ClosedPeriods['periods'][number][] = []
        for (const period of periods) {
          const before = performance.now()
          await storeProtectedPeriod(sql, { city, period, now: new Date(), byNode: false, ...counted })
          released.push({ period, releasing: performance.now() - before })
        }
        closed = { communities: counted.codes.size, counting, periods: released }
        throw undo
      },
      everyOwner,
    )
  } catch (error) {
    if (error !== undo) throw error
  } finally {
    await pool.end()
  }
  if (closed === undefined) throw new Error(`Expected ${periods.join(', ')} to be closed over again.`)
  return closed
}
