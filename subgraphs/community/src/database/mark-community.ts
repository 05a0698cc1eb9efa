import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type Writing, written } from './writing.js'

/** Notes that a community's own record was changed, and holds it until the write ends: one such change at a time. */
export async function markCommunity(sql: TransactionSql, writing: Writing, community: string): Promise<void> {
  const { source, updatedAt } = written(writing)
  await sql('update community set source = $2, updated_at = $3 where community_code = $1', community, source, updatedAt)
}
