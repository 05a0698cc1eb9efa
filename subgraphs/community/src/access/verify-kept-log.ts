import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { fewestAccessLogDays } from '../database/log-retention.js'
import { type LogEntry, type LogHead, type LogVerdict, type TravelledHead, verifyLog } from './verify-log.js'

/** By how many days a head may have travelled later than the entry after it was written. */
const slackDays = 2

/** How many entries are read at a time. */
const pageSize = 5_000

/** What a log is held against that travelled to the borough, and what time it is. */
export interface Travelled {
  readonly heads: readonly TravelledHead[]
  readonly now: Date
}

/**
 * Checks the access log of a community that a database keeps, as it is at one moment.
 *
 * @throws {HubError} NOT_FOUND when the database keeps neither the community nor a log of it.
 */
export function verifyKeptLog(pool: Pool, community: string, { heads, now }: Travelled): Promise<LogVerdict> {
  return sqlTransaction(pool, async (sql) => {
    await sql('set transaction isolation level repeatable read, read only')
    const [head] = await sql<LogHead>('select sequence, hash from access_log_head where community_code = $1', community)
    if (head === undefined) await requireKept(sql, community)
    const [checkpoint] = await sql<LogHead>(
      'select sequence, hash from access_log_checkpoint where community_code = $1',
      community,
    )
    return verifyLog(community, entriesOf(sql, community), {
      head: head ?? null,
      checkpoint: checkpoint ?? null,
      travelled: heads,
      keptSince: new Date(now.getTime() - (fewestAccessLogDays - slackDays) * 86_400_000),
    })
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
