import { writeOwnersSetting, writeOwnersValue } from '@shequ/postgres/write-owners'
import type { TransactionSql } from '../writes/once.js'

/**
 * Lets the transaction of `sql` write rows of these divisions from here on, and of no others: the database refuses to add a foreign row, and
 * neither changes nor removes nor locks one.
 */
export async function writeFor(sql: TransactionSql, owners: readonly string[]): Promise<void> {
  await sql(`select set_config('${writeOwnersSetting}', $1, true)`, writeOwnersValue(owners))
}
