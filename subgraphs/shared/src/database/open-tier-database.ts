import { openPool } from '@shequ/postgres/open-pool'
import { Turns } from '@shequ/process/turns'
import type { Tier } from '@shequ/schema/tiers'
import type { Pool } from 'pg'
import type { CallDeadline } from '../call/call-deadline.js'
import { explainWriteFailure } from '../errors/write-failure.js'
import type { TransactionSql } from '../writes/once.js'
import { type Connections, readWithin } from './read-within.js'
import { sqlTransaction } from './sql-transaction.js'
import { type RunStatement, type Statement, nameStatements } from './statement.js'
import { connectWithin } from './connect-within.js'
import { openCanceller } from './stop/open-canceller.js'
import { writeFor } from './write-for.js'

/** What a call does with a tier's database. */
export interface CallDatabase<Models> {
  readonly run: RunStatement
  /**
   * Runs a write in a transaction: all of it, or none when it throws. Waits its turn for a connection.
   *
   * @param owners the divisions whose rows it may write; nobody's by default
   */
  write<Result>(
    work: (transaction: TierTransaction<Models>) => Promise<Result>,
    owners?: readonly string[],
  ): Promise<Result>
  /** The same for a write in SQL alone: where many come at once, since it takes a fraction of the time. */
  writeSql<Result>(work: (sql: TransactionSql) => Promise<Result>, owners?: readonly string[]): Promise<Result>
}

/** A tier's database: statements for reading, transactions for writing, on one pool of connections. */
export interface TierDatabase<Models> extends CallDatabase<Models> {
  readonly pool: Pool
  /**
   * The database for one call. When nobody waits for it any more, what it reads is cancelled and never settles, so that nothing goes
   * on from it, and no write begins; a write that has begun ends when the time is over.
   */
  during(deadline: CallDeadline): CallDatabase<Models>
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

/** How many connections a tier's calls and relays have together. */
const mostConnections = 10

/** How long a write may wait for a connection, and then take, in milliseconds. */
const writeDeadline = 20_000

/** How long after the end of a call its transaction is given up that could not be cancelled, in milliseconds. */
const afterDeadline = 1_000

/** Opens a tier's database. No connection is made before the first statement. */
export function openTierDatabase<Models extends RawQueries>(
  tier: Tier,
  url: string,
  createClient: (pool: Pool) => ModelsClient<Models>,
): TierDatabase<Models> {
  const pool = openPool(url, {
    max: mostConnections,
    applicationName: `shequ-${tier}`,
    statementTimeoutMs: writeDeadline,
    connectionTimeoutMs: writeDeadline,
  })
  const canceller = openCanceller(url, `shequ-${tier}-cancel`)
  const connections: Connections = { pool, turns: new Turns(mostConnections), canceller }
  const within = connectWithin(connections)
  const client = createClient(pool)
  const named = nameStatements()

  async function transact<Result>(
    work: (transaction: TierTransaction<Models>) => Promise<Result>,
    owners: readonly string[],
    deadline: CallDeadline | undefined,
  ): Promise<Result> {
    let isCommitting = false
    const timeout = deadline === undefined ? writeDeadline : Math.ceil(deadline.timeLeft()) + afterDeadline
    try {
      return await within(deadline, () =>
        client.$transaction(
          async (models) => {
            deadline?.stopped.throwIfAborted()
            const transaction = withSql(models)
            if (owners.length > 0) await writeFor(transaction.sql, owners)
            const result = await work(transaction)
            deadline?.expired.throwIfAborted()
            isCommitting = true
            return result
          },
          { maxWait: writeDeadline, timeout },
        ),
      )
    } catch (error) {
      throw explainWriteFailure(error, isCommitting, deadline)
    }
  }

  async function inTurn<Result>(work: () => Promise<Result>, deadline: CallDeadline | undefined): Promise<Result> {
    const endTurn = await connections.turns.take(deadline?.stopped)
    try {
      return await work()
    } finally {
      endTurn()
    }
  }

  const databaseOf = (deadline: CallDeadline | undefined): CallDatabase<Models> => {
    const track = <Result>(write: () => Promise<Result>) =>
      deadline === undefined ? write() : deadline.writes.track(write)
    const limit = deadline && { deadline, canceller }
    return {
      run: async <Row extends object>(statement: Statement) => {
        try {
          const { rows } = await readWithin<Row>(connections, named(statement), deadline)
          return deadline?.stopped.aborted ? await nobodyWaits<Row[]>() : rows
        } catch (error) {
          if (deadline?.stopped.aborted) return await nobodyWaits<Row[]>()
          throw error
        }
      },
      write: (work, owners = []) => track(() => inTurn(() => transact(work, owners, deadline), deadline)),
      writeSql: (work, owners) => track(() => inTurn(() => sqlTransaction(pool, work, owners, limit), deadline)),
    }
  }

  return {
    pool,
    ...databaseOf(undefined),
    during: databaseOf,
    check: async () => {
      await pool.query('select 1')
    },
    close: async () => {
      await client.$disconnect()
      await pool.end()
      await canceller.close()
    },
  }
}

/** A promise that is forgotten with whoever awaits it. */
function nobodyWaits<Result>(): Promise<Result> {
  return new Promise(() => undefined)
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
