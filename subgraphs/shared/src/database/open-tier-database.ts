import { openPool } from '@shequ/postgres/open-pool'
import type { Tier } from '@shequ/schema/tiers'
import type { Pool } from 'pg'
import type { TransactionSql } from '../writes/once.js'
import { sqlTransaction } from './sql-transaction.js'
import { type RunStatement, runOn } from './statement.js'

/** A tier's database: statements for reading, transactions for writing, on one pool of connections. */
export interface TierDatabase<Models> {
  readonly pool: Pool
  readonly run: RunStatement
  /** Runs a write in a transaction: all of it, or none when it throws. Waits its turn for a connection. */
  write<Result>(work: (transaction: TierTransaction<Models>) => Promise<Result>): Promise<Result>
  /** The same for a write in SQL alone: where many come at once, since it takes a fraction of the time. */
  writeSql<Result>(work: (sql: TransactionSql) => Promise<Result>): Promise<Result>
  /** Rejects when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

/** A transaction of a write: the tier's models, and SQL where a lock or a single statement says it better. */
export type TierTransaction<Models> = Models & { readonly sql: TransactionSql }

/** What a tier's database asks of the client that holds its models; each tier generates a class of its own. */
export interface ModelsClient<Models extends RawQueries> {
  $transaction<Result>(
    work: (models: Models) => Promise<Result>,
    options: { readonly maxWait: number; readonly timeout: number },
  ): Promise<Result>
  $disconnect(): Promise<void>
}

interface RawQueries {
  $queryRawUnsafe<Rows>(text: string, ...values: unknown[]): PromiseLike<Rows>
}

/** How long a write may wait for a connection, and then take, in milliseconds. */
const writeDeadline = 20_000

/** Opens a tier's database. No connection is made before the first statement. */
export function openTierDatabase<Models extends RawQueries>(
  tier: Tier,
  url: string,
  createClient: (pool: Pool) => ModelsClient<Models>,
): TierDatabase<Models> {
  const pool = openPool(url, {
    max: 10,
    applicationName: `shequ-${tier}`,
    statementTimeoutMs: writeDeadline,
    connectionTimeoutMs: writeDeadline,
  })
  const client = createClient(pool)
  return {
    pool,
    run: runOn(pool),
    write: (work) =>
      client.$transaction((models) => work(withSql(models)), {
        maxWait: writeDeadline,
        timeout: writeDeadline,
      }),
    writeSql: (work) => sqlTransaction(pool, work),
    check: async () => {
      await pool.query('select 1')
    },
    close: async () => {
      await client.$disconnect()
      await pool.end()
    },
  }
}

/**
 * A transaction's models with its own `sql`. Never assigned to the models: what is set there is set for the client, and
 * so for every transaction under way.
 */
function withSql<Models extends RawQueries>(models: Models): TierTransaction<Models> {
  const sql: TransactionSql = async <Row>(text: string, ...values: unknown[]) =>
    models.$queryRawUnsafe<Row[]>(text, ...values)
  return new Proxy(models, {
    get: (target, property): unknown => (property === 'sql' ? sql : Reflect.get(target, property)),
  }) as TierTransaction<Models>
}
