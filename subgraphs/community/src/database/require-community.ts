import { notFound } from '@shequ/subgraph/records/not-found'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** @throws {HubError} NOT_FOUND unless this database holds the community. */
export async function requireCommunity(sql: TransactionSql, community: string): Promise<void> {
  const found = await sql(
    'select community_code from community where community_code = $1 and removed_at is null',
    community,
  )
  if (found.length === 0) throw notFound('community', community, { en: 'the code of a community', zh: '社区代码' })
}
