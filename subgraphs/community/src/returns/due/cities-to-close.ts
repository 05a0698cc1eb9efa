import { cityOf } from '@shequ/schema/codes/division-code'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { isElsewhere, isHere } from '../store/hosted-communities.js'

/** The cities of which this server closes periods: of the communities whose records lie here, or that entrust it with their counts. */
export async function citiesToClose(sql: TransactionSql): Promise<readonly string[]> {
  const rows = await sql<{ borough: string }>(
    `select left(community_code, 6) as borough from community where removed_at is null and ${isHere}
     union select left(community_code, 6) from entrusted_community entrusted where until is not null and ${isElsewhere}`,
  )
  return [...new Set(rows.map(({ borough }) => cityOf(borough)))].sort()
}
