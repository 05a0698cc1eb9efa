import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool, QueryResultRow } from 'pg'

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
    yield* work(
      async <Row>(text: string, ...values: unknown[]) => (await client.query<Row & QueryResultRow>(text, values)).rows,
    )
  } finally {
    client.release(true)
  }
}
