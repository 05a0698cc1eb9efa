import { writeOwnersSetting, writeOwnersValue } from '@shequ/postgres/write-owners'
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import type { CallDeadline } from '../call/call-deadline.js'
import { explainWriteFailure } from '../errors/write-failure.js'
import type { TransactionSql } from '../writes/once.js'
import { limitStatements } from './stop/limit-statements.js'
import type { Canceller } from './stop/open-canceller.js'
import { stopWhen } from './stop/stop-when.js'

/** Until when a transaction may take, and what cancels it then. */
export interface TransactionLimit {
  readonly deadline: CallDeadline
  readonly canceller: Canceller
}

/**
 * Runs statements in one transaction on one connection of a pool: all of them, or none when one fails, `work` throws or the time of
 * its call is over. A caller that leaves does not end it.
 *
 * @param owners the divisions whose rows may be written; nobody's by default
 * @throws what `work` throws; {HubError} TIER_TIMEOUT when the time was over, OUTCOME_UNKNOWN when the connection broke during the commit.
 */
export async function sqlTransaction<Result>(
  pool: Pool,
  work: (sql: TransactionSql) => Promise<Result>,
  owners: readonly string[] = [],
  limit?: TransactionLimit,
): Promise<Result> {
  const deadline = limit?.deadline
  const client = await pool.connect()
  let over: () => Promise<void> = async () => undefined
  let isCommitting = false
  try {
    deadline?.stopped.throwIfAborted()
    await limitStatements(client, deadline?.timeLeft())
    if (limit) over = stopWhen(limit.deadline.expired, client, limit.canceller)
    await client.query(beginFor(client, owners))
    const result = await work(sqlOn(client))
    deadline?.expired.throwIfAborted()
    isCommitting = true
    await client.query('commit')
    await over()
    client.release()
    return result
  } catch (error) {
    await over()
    // A connection that can't even roll back is broken, and goes.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw explainWriteFailure(error, isCommitting, deadline)
  }
}

/** SQL that begins a transaction which may write rows of these divisions, in one round trip. */
export function beginFor(client: PoolClient, owners: readonly string[], mode = ''): string {
  const begin = `begin ${mode}`.trim()
  if (owners.length === 0) return begin
  return `${begin}; set local ${writeOwnersSetting} = ${client.escapeLiteral(writeOwnersValue(owners))}`
}

/** Statements on one connection, in whatever transaction it is; or on a pool, each in one of its own. */
export function sqlOn(client: PoolClient | Pool): TransactionSql {
  return async <Row>(text: string, ...values: unknown[]) =>
    (await client.query<Row & QueryResultRow>(text, values)).rows
}
