import type { ReturnVersion } from '../returns/enqueue-returns.js'
import type { TransactionSql } from '../writes/once.js'

/** A return that a relay has taken on. */
export interface QueuedReturn extends ReturnVersion {
  readonly sequence: number
  /** How often it was taken on, this time included. */
  readonly attempts: number
}

export interface ClaimOptions {
  /** Only what was queued behind this sequence. */
  readonly after: number
  readonly limit: number
  /** For how long nobody else takes it on, in milliseconds. A relay that dies leaves it to others then. */
  readonly lease: number
  /** Whether to take on what waits for its next attempt, too. */
  readonly evenIfNotDue: boolean
}

/**
 * Takes on the returns that are due, in the order they were queued, for as long as the lease. No lock is held while they
 * are sent, so that newer versions can be queued meanwhile. Relays take on in turns, and a division's return is not
 * due before those that were queued before it: so each division's arrive in order.
 *
 * @param sql statements of a transaction that is committed before anything is sent
 */
export async function claimReturns(
  sql: TransactionSql,
  { after, limit, lease, evenIfNotDue }: ClaimOptions,
): Promise<readonly QueuedReturn[]> {
  await sql(`select pg_advisory_xact_lock(hashtext('return_outbox'))`)
  const rows = await sql<QueuedReturn>(
    `with due as (
       select queued.division_code, queued.period from return_outbox queued
       where queued.sequence > $1 and ($4 or (queued.next_attempt_at <= now() and not exists (
         select from return_outbox earlier where earlier.division_code = queued.division_code
           and earlier.sequence < queued.sequence and (earlier.sequence <= $1 or earlier.next_attempt_at > now()))))
       order by queued.sequence limit $2 for update of queued skip locked
     )
     update return_outbox queued set attempts = queued.attempts + 1, next_attempt_at = now() + $3::int * interval '1 ms'
     from due where queued.division_code = due.division_code and queued.period = due.period
     returning queued.division_code as division, queued.period, queued.version, queued.sequence, queued.attempts`,
    after,
    limit,
    lease,
    evenIfNotDue,
  )
  return rows.toSorted((one, other) => one.sequence - other.sequence)
}

/** Takes out of the queue what was acknowledged, unless a newer version was queued meanwhile. */
export async function removeSent(sql: TransactionSql, sent: readonly ReturnVersion[]): Promise<void> {
  await sql(
    `delete from return_outbox queued using unnest($1::text[], $2::text[], $3::int[]) as sent (division, period, version)
     where queued.division_code = sent.division and queued.period = sent.period and queued.version = sent.version`,
    ...columnsOf(sent),
  )
}

/** Lets returns wait for their next attempt, in milliseconds from now, unless a newer version was queued meanwhile. */
export async function putOff(sql: TransactionSql, failed: readonly ReturnVersion[], delay: number): Promise<void> {
  await sql(
    `update return_outbox queued set next_attempt_at = now() + $4::int * interval '1 ms'
     from unnest($1::text[], $2::text[], $3::int[]) as failed (division, period, version)
     where queued.division_code = failed.division and queued.period = failed.period and queued.version = failed.version`,
    ...columnsOf(failed),
    delay,
  )
}

/** How many returns are queued, due or not. */
export async function countQueued(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ count: number }>('select count(*)::int as count from return_outbox')
  return row?.count ?? 0
}

function columnsOf(returns: readonly ReturnVersion[]): [string[], string[], number[]] {
  return [
    returns.map(({ division }) => division),
    returns.map(({ period }) => period),
    returns.map(({ version }) => version),
  ]
}
