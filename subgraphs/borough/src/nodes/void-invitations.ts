import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** Takes back every invitation of a community. */
export async function voidInvitations(sql: TransactionSql, community: string): Promise<void> {
  await sql(`delete from node_invitation where community_code = $1`, community)
}
