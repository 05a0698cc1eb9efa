import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { type LogEntry, type LogHead, type LogVerdict, verifyLog } from './verify-log.js'

/** How many entries are read at a time. */
const pageSize = 5_000

/**
 * Checks the access log of a community that a database keeps, as it is at one moment.
 *
 * @throws {HubError} NOT_FOUND when the database keeps neither the community nor a log of it.
 */
export function verifyKeptLog(pool: Pool, community: string): Promise<LogVerdict> {
  return sqlTransaction(pool, async (sql) => {
    await sql('set transaction isolation level repeatable read, read only')
    const [head] = await sql<LogHead>('select sequence, hash from access_log_head where community_code = $1', community)
    if (head === undefined) await requireKept(sql, community)
    return verifyLog(community, entriesOf(sql, community), head ?? null)
  })
}

/** A community that nobody has asked for has no log yet; one that moved away leaves its log. */
async function requireKept(sql: TransactionSql, community: string): Promise<void> {
  const kept = await sql(
    `select from community where community_code = $1 union all
     (select from access_log where community_code = $1 limit 1)`,
    community,
  )
  if (kept.length > 0) return
  throw new HubError(
    'NOT_FOUND',
    `Expected a community that is kept here, but there is no ${community}. Check its code, and DATA_DIR: a community with a node of its own keeps its log there.`,
    { community },
  )
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
