import type { TransactionSql } from '../writes/once.js'
import type { ReturnKey } from './read-returns.js'

/** A version of a return. */
export interface ReturnVersion extends ReturnKey {
  readonly version: number
}

/**
 * Queues returns for the tier above, in their order, inside the transaction that writes them. One that is still queued
 * in an older version goes as this one, at once.
 */
export async function enqueueReturns(sql: TransactionSql, returns: readonly ReturnVersion[]): Promise<void> {
  if (returns.length === 0) return
  await sql(
    `insert into return_outbox as queued (division_code, period, version)
     select division, period, version from unnest($1::text[], $2::text[], $3::int[]) with ordinality as released (division, period, version, place)
     order by place
     on conflict (division_code, period) do update set version = excluded.version, sequence = excluded.sequence, attempts = 0,
       next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at
     where queued.version < excluded.version`,
    returns.map(({ division }) => division),
    returns.map(({ period }) => period),
    returns.map(({ version }) => version),
  )
}
