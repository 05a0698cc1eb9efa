import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { removePseudonymKey } from '../database/pseudonym-key.js'
import { type MovedTable, movedTables } from './moved-tables.js'

/** Removes all of a community's records from this database, in the transaction of `sql`. @param tables those that move, where they are known */
export async function removeRecords(
  sql: TransactionSql,
  community: string,
  tables?: readonly MovedTable[],
): Promise<void> {
  await removePseudonymKey(sql, community)
  for (const { name, owner } of (tables ?? (await movedTables(sql))).toReversed()) {
    await sql(`delete from "${name}" where "${owner}" = $1`, community)
  }
}
