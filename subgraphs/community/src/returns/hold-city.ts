import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool, PoolClient, QueryResultRow } from 'pg'

/** A city whose periods nobody else closes meanwhile. */
export interface HeldCity {
  /** Runs statements on one view of the records, in one transaction: all of them, or none when `work` throws. */
  transaction<Result>(work: (sql: TransactionSql) => Promise<Result>): Promise<Result>
}

/** The first of the two numbers of the advisory lock; the second is the city. */
const lock = 72_707_370

/**
 * Closes periods of a city, one process at a time: another waits, and then finds them closed. The connection is the
 * work's own, without a limit of time and with room for sums over a whole city.
 */
export async function holdCity<Result>(
  pool: Pool,
  city: string,
  work: (held: HeldCity) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query("set statement_timeout = 0; set work_mem = '128MB'")
    await client.query('select pg_advisory_lock($1, $2)', [lock, Number(withoutPadding(city))])
    return await work({ transaction: (inside) => inTransaction(client, inside) })
  } finally {
    // With the connection go its lock and its settings.
    client.release(true)
  }
}

async function inTransaction<Result>(
  client: PoolClient,
  work: (sql: TransactionSql) => Promise<Result>,
): Promise<Result> {
  await client.query('begin isolation level repeatable read')
  try {
    const result = await work(
      async <Row>(text: string, ...values: unknown[]) => (await client.query<Row & QueryResultRow>(text, values)).rows,
    )
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
