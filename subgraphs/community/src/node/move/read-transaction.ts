import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'

/**
 * Gives what `work` gives, one after another, from one view of the records, without a limit of time. The connection ends with
 * it, also for whoever leaves early.
 */
export async function* readTransaction<Item>(
  pool: Pool,
  work: (sql: TransactionSql) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local statement_timeout = 0')
    yield* work(sqlOn(client))
  } finally {
    client.release(true)
  }
}
