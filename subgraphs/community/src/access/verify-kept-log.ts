import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { type LogEntry, type LogHead, type LogVerdict, verifyLog } from './verify-log.js'

/** How many entries are read at a time. */
const pageSize = 5_000

/** Checks the access log of a community that a database keeps, as it is at one moment. */
export function verifyKeptLog(pool: Pool, community: string): Promise<LogVerdict> {
  return sqlTransaction(pool, async (sql) => {
    await sql('set transaction isolation level repeatable read, read only')
    const [head] = await sql<LogHead>('select sequence, hash from access_log_head where community_code = $1', community)
    return verifyLog(community, entriesOf(sql, community), head ?? null)
  })
}

async function* entriesOf(sql: TransactionSql, community: string): AsyncGenerator<LogEntry> {
  for (let after = -(2 ** 31); ;) {
    const page = await sql<LogEntry>(
      `select sequence, record, hash from access_log
       where community_code = $1 and sequence > $2 order by sequence limit ${pageSize}`,
      community,
      after,
    )
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.sequence
  }
}
