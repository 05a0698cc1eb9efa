import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** By how much the clocks of two servers may differ, in milliseconds. */
const clockDifference = 5 * 60 * 1_000

/**
 * Holds records that came from elsewhere to what every write here is held to: nothing is recorded before it has happened.
 *
 * @throws {HubError} BAD_REQUEST, naming the kinds of records. They are to be corrected where they lie.
 */
export async function refuseUntimely(sql: TransactionSql, community: string, now: Date): Promise<void> {
  const rows = await sql<{ kind: string }>(
    'select kind from untimely_records($1, $2::timestamptz) as kind',
    community,
    new Date(now.getTime() + clockDifference).toISOString(),
  )
  if (rows.length === 0) return
  const kinds = rows.map(({ kind }) => kind).join(', ')
  throw new HubError(
    'BAD_REQUEST',
    `Expected records of what has happened, but got some that are not of their time: ${kinds}. Nothing was taken. Correct them where they are, or set the clock right, then begin again.`,
    { community },
  )
}
