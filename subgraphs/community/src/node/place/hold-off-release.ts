import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Holds off the release of a city's periods until the transaction ends. Called before whatever a release depends on is changed: where
 * records lie, how far they are shared. A release that is under way sees the change, and begins anew.
 */
export async function holdOffRelease(sql: TransactionSql, city: string): Promise<void> {
  await sql('select pg_advisory_xact_lock($1::bigint)', city)
}
