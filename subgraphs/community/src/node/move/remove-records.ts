import { addedOnlyTables } from '@shequ/postgres/provision/added-only-tables'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { removePseudonymKey } from '../../database/pseudonym-key.js'
import { type MovedTable, movedTables } from './moved-tables.js'

/** Removes all of a community's records from this database, in the transaction of `sql`. @param tables those that move, where they are known */
export async function removeRecords(
  sql: TransactionSql,
  community: string,
  tables?: readonly MovedTable[],
): Promise<void> {
  await removePseudonymKey(sql, community)
  // The access log goes first: it is the owner's alone to remove, and only while the records lie elsewhere.
  await sql('select remove_access_log($1)', community)
  for (const { name, owner } of (tables ?? (await movedTables(sql))).toReversed()) {
    if (addedOnlyTables.includes(name)) continue
    await sql(`delete from "${name}" where "${owner}" = $1`, community)
  }
}
