import { withoutPadding } from '@shequ/schema/codes/division-code'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool, PoolClient } from 'pg'

/** Communities began to move while they were counted. Nothing was stored: close the periods again. */
export class MovedMeanwhile extends Error {
  constructor(codes: readonly string[]) {
    super(`Expected the records of all that were counted to stay here, but those of ${codes.join(', ')} began to move.`)
    this.name = 'MovedMeanwhile'
  }
}

/** A city whose periods nobody else closes meanwhile. */
export interface HeldCity {
  /**
   * Runs statements on one view of the records, in one transaction: all of them, or none when `work` throws.
   *
   * @throws {MovedMeanwhile} when communities began to move since: what was counted of them is not to be released here.
   */
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
    return await work({ transaction: (inside) => inTransaction(client, pool, city, inside) })
  } finally {
    // With the connection go its lock and its settings.
    client.release(true)
  }
}

async function inTransaction<Result>(
  client: PoolClient,
  pool: Pool,
  city: string,
  work: (sql: TransactionSql) => Promise<Result>,
): Promise<Result> {
  await client.query('begin isolation level repeatable read')
  try {
    const result = await work(sqlOn(client))
    await requireUnmoved(client, pool, city)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

const placesElsewhere = `select community_code as code from community_place where community_code like $1 and state <> 'HERE'`

/** Holds off whatever would begin to move, until the transaction ends, and finds out whether something has. */
async function requireUnmoved(client: PoolClient, pool: Pool, city: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [city])
  const within = [`${withoutPadding(city)}%`]
  const asCounted = await client.query<{ code: string }>(placesElsewhere, within)
  // Another connection sees what was committed since.
  const asOfNow = await pool.query<{ code: string }>(placesElsewhere, within)
  const known = new Set(asCounted.rows.map(({ code }) => code))
  const moved = asOfNow.rows.map(({ code }) => code).filter((code) => !known.has(code))
  if (moved.length > 0) throw new MovedMeanwhile(moved)
}
