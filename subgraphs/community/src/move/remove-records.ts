import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { movedTables } from './moved-tables.js'

/** Removes all of a community's records from this database, in the transaction of `sql`. */
export async function removeRecords(sql: TransactionSql, community: string): Promise<void> {
  for (const { name, owner } of (await movedTables(sql)).toReversed()) {
    await sql(`delete from "${name}" where "${owner}" = $1`, community)
  }
}
