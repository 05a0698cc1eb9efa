import type { TransactionSql } from '../writes/once.js'
import type { Outbox, QueuedVersion } from './cargo.js'

/** What a relay has taken on. */
export interface Queued extends QueuedVersion {
  readonly sequence: number
  /** How often it was taken on, this time included. */
  readonly attempts: number
}

export interface ClaimOptions {
  /** Only what was queued behind this sequence. */
  readonly after: number
  /** The most rows that are taken on. */
  readonly limit: number
  /** For how long nobody else takes it on, in milliseconds. After a relay has died, others wait for that long. */
  readonly lease: number
  /** Whether to take on what waits for its next attempt, too. */
  readonly evenIfNotDue: boolean
}

/**
 * Takes on what is due, in the order it was queued, for as long as the lease. No lock is held while it is sent, so that newer
 * versions can be queued meanwhile. Relays take on in turns, and what an owner queued is not due before what it queued
 * before: so what each owner queued arrives in order.
 *
 * It costs what it takes and what waits, however much is queued: the queue is read along its sequence up to the limit. Nothing is
 * taken on of an owner of whom something waits, or was passed over in this run.
 *
 * @param sql statements of a transaction that is committed before anything is sent
 */
export async function claimQueued(
  sql: TransactionSql,
  { table, key: columns }: Outbox,
  { after, limit, lease, evenIfNotDue }: ClaimOptions,
): Promise<readonly Queued[]> {
  const [owner] = columns
  const isDue = `queued.next_attempt_at <= now() and queued.${owner} not in (select ${owner} from held)`
  await useIndexes(sql)
  await sql('select pg_advisory_xact_lock(hashtext($1))', table)
  const rows = await sql<Queued>(
    `with held as materialized (
       select ${owner} from ${table} where sequence <= $1 union all select ${owner} from ${table} where next_attempt_at > now()
     )
     update ${table} queued set attempts = queued.attempts + 1, next_attempt_at = now() + $3::int * interval '1 ms'
     where queued.sequence = any(array(
       select queued.sequence from ${table} queued
       where queued.sequence > $1 ${evenIfNotDue ? '' : `and ${isDue}`}
       order by queued.sequence limit $2 for update of queued skip locked))
     returning array[${columns.map((column) => `queued.${column}::text`).join(', ')}] as key, queued.version, queued.sequence, queued.attempts`,
    after,
    limit,
    lease,
  )
  return rows.toSorted((one, other) => one.sequence - other.sequence)
}

/** Takes out of the queue what was acknowledged, unless a newer version was queued meanwhile: that has a sequence of its own. */
export async function removeSent(sql: TransactionSql, { table }: Outbox, sent: readonly Queued[]): Promise<void> {
  await useIndexes(sql)
  await sql(`delete from ${table} where sequence = any($1::bigint[])`, sequencesOf(sent))
}

/** Lets things wait for their next attempt, in milliseconds from now, unless a newer version was queued meanwhile. */
export async function putOff(
  sql: TransactionSql,
  { table }: Outbox,
  failed: readonly Queued[],
  delay: number,
): Promise<void> {
  await useIndexes(sql)
  await sql(
    `update ${table} set next_attempt_at = now() + $2::int * interval '1 ms' where sequence = any($1::bigint[])`,
    sequencesOf(failed),
    delay,
  )
}

/** How many things are queued, due or not. It reads the whole queue. */
export async function countQueued(sql: TransactionSql, { table }: Outbox): Promise<number> {
  const [row] = await sql<{ count: number }>(`select count(*)::int as count from ${table}`)
  return row?.count ?? 0
}

/**
 * Has what follows in the transaction read the queue by its indexes: for a large batch, or where the planner knows little of a queue that grew
 * a moment ago, it would read or sort the whole of it. Nothing here joins the queue with what is asked of it: a planner that was told that
 * the queue is empty, as after a vacuum while much was queued, went through all that is asked for each row.
 */
async function useIndexes(sql: TransactionSql): Promise<void> {
  const off = ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin'].map(
    (way) => `set_config('enable_${way}', 'off', true)`,
  )
  await sql(`select ${off.join(', ')}, set_config('work_mem', '64MB', true)`)
}

function sequencesOf(queued: readonly Queued[]): readonly number[] {
  return queued.map(({ sequence }) => sequence)
}
