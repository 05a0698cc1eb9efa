import type { Pool, PoolClient, QueryResultRow } from 'pg'
import type { TransactionSql } from '../writes/once.js'

/**
 * Runs statements in one transaction on one connection of a pool: all of them, or none when one fails or `work` throws.
 *
 * @throws what `work` throws.
 */
export async function sqlTransaction<Result>(
  pool: Pool,
  work: (sql: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(sqlOn(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that can't even roll back is broken, and goes.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

/** Statements on one connection, in whatever transaction it is; or on a pool, each in one of its own. */
export function sqlOn(client: PoolClient | Pool): TransactionSql {
  return async <Row>(text: string, ...values: unknown[]) =>
    (await client.query<Row & QueryResultRow>(text, values)).rows
}
