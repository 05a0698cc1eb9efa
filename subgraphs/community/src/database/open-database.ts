import { PrismaPg } from '@prisma/adapter-pg'
import { openPool } from '@shequ/postgres/open-pool'
import { type RunStatement, runOn } from '@shequ/subgraph/database/statement'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { type Prisma, PrismaClient } from '../generated/prisma/client.js'

/** A transaction of a write: Prisma's models, and SQL where a lock or a single statement says it better. */
export type Transaction = Prisma.TransactionClient & { readonly sql: TransactionSql }

/** The community tier's database: statements for reading, transactions for writing, on one pool of connections. */
export interface Database {
  readonly pool: Pool
  readonly run: RunStatement
  /** Runs a write in a transaction: all of it, or none when it throws. Waits its turn for a connection. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Rejects when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

/** Opens the database. No connection is made before the first statement. */
export function openDatabase(url: string): Database {
  const pool = openPool(url, { max: 10, applicationName: 'shequ-community', statementTimeoutMs: 20_000 })
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    run: runOn(pool),
    write: (work) =>
      prisma.$transaction(
        (transaction) =>
          work(
            Object.assign(transaction, {
              sql: <Row>(text: string, ...values: unknown[]) => transaction.$queryRawUnsafe<Row[]>(text, ...values),
            }),
          ),
        { maxWait: 20_000, timeout: 20_000 },
      ),
    check: async () => {
      await pool.query('select 1')
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
