import { withoutPadding } from '@shequ/schema/codes/division-code'
import { beginFor, sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool, PoolClient } from 'pg'
import { readReleaseBasis } from './release-basis.js'

/** A city whose periods nobody else closes meanwhile. */
export interface HeldCity {
  /** Runs statements on one view of the records. */
  read<Result>(work: (sql: TransactionSql) => Promise<Result>): Promise<Result>
  /**
   * Runs statements that release something, in one transaction: all of them, or none when `work` throws. Where communities begin to
   * move meanwhile, or to share more or less, nothing is stored and `work` begins anew: what is released is what may be at that moment.
   *
   * @param owners the divisions whose rows it may write
   */
  release<Result>(owners: readonly string[], work: (sql: TransactionSql) => Promise<Result>): Promise<Result>
  /**
   * Runs statements that change what was released, likewise, but holds off from their beginning whoever would move or share less: these
   * change the same rows.
   */
  change<Result>(owners: readonly string[], work: (sql: TransactionSql) => Promise<Result>): Promise<Result>
}

/** The first of the two numbers of the advisory lock; the second is the city. */
const lock = 72_707_370

/** How often a release begins before it holds off what would change meanwhile from its beginning. */
const openTries = 3

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
    return await work({
      read: (inside) => inTransaction(client, [], () => inside(sqlOn(client))),
      release: (owners, inside) => release(client, pool, city, { owners, work: inside, openTries }),
      change: (owners, inside) => release(client, pool, city, { owners, work: inside, openTries: 0 }),
    })
  } finally {
    // With the connection go its locks and its settings.
    client.release(true)
  }
}

interface Releasing<Result> {
  readonly owners: readonly string[]
  readonly work: (sql: TransactionSql) => Promise<Result>
  readonly openTries: number
}

async function release<Result>(
  client: PoolClient,
  pool: Pool,
  city: string,
  { owners, work, openTries: open }: Releasing<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    if (tries > open) await client.query('select pg_advisory_lock_shared($1::bigint)', [city])
    try {
      return await inTransaction(client, owners, async () => {
        const result = await work(sqlOn(client))
        await requireUnchanged(client, pool, city)
        return result
      })
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
    } finally {
      if (tries > open) await client.query('select pg_advisory_unlock_shared($1::bigint)', [city])
    }
  }
}

async function inTransaction<Result>(
  client: PoolClient,
  owners: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query(beginFor(client, owners, 'isolation level repeatable read'))
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** What a release depends on has changed since it began: it is not to be stored. */
class ChangedMeanwhile extends Error {}

/** Holds off, until the transaction ends, whatever would change what the release depends on, and finds out whether something has. */
async function requireUnchanged(client: PoolClient, pool: Pool, city: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1::bigint)', [city])
  const asReleased = await readReleaseBasis(sqlOn(client), city)
  // Another connection sees what was committed since.
  const asOfNow = await readReleaseBasis(sqlOn(pool), city)
  if (asReleased.size !== asOfNow.size || [...asOfNow].some((fact) => !asReleased.has(fact)))
    throw new ChangedMeanwhile()
}
