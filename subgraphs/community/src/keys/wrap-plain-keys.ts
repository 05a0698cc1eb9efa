import { everyOwner } from '@shequ/postgres/write-owners'
import type { KeyWrapping, WrappedKey } from '@shequ/process/keys/wrapping/key-wrapping'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'

/** How many keys are wrapped in one transaction. */
const batch = 500

/**
 * Wraps the pseudonym keys that lie in the database as they are, from before they were wrapped, and gives how many there were.
 * Interrupted anywhere, it goes on where it stopped. Then the table is written anew, so that its file holds no plain key either.
 *
 * @param pool connections as the owner of the tables, whom row-level security may restrain on a server of one's own
 */
export async function wrapPlainKeys(pool: Pool, keys: KeyWrapping): Promise<number> {
  let wrapped = 0
  for (;;) {
    const count = await sqlTransaction(pool, (sql) => wrapSome(sql, keys), everyOwner)
    if (count === 0) break
    wrapped += count
  }
  if (wrapped > 0) await pool.query('vacuum (full) pseudonym_key')
  return wrapped
}

async function wrapSome(sql: TransactionSql, keys: KeyWrapping): Promise<number> {
  // Servers that start at once wrap one after the other, so that none serves before all is wrapped.
  await sql('lock table pseudonym_key in share row exclusive mode')
  const rows = await sql<{ community: string; key: Uint8Array }>(
    `select community_code as community, key from pseudonym_key where key is not null
     order by community_code limit ${batch}`,
  )
  await writeWrapped(
    sql,
    await Promise.all(rows.map(async ({ community, key }) => ({ community, ...(await keys.wrapKey(key, community)) }))),
  )
  return rows.length
}

/** Writes wrapped keys in the place of what their communities' rows hold. */
export async function writeWrapped(
  sql: TransactionSql,
  rows: readonly (WrappedKey & { readonly community: string })[],
): Promise<void> {
  await sql(
    `update pseudonym_key kept set key = null, wrapped = given.wrapped, wrapped_by = given.kid
     from unnest($1::text[], $2::text[], $3::text[]) as given (community, wrapped, kid)
     where kept.community_code = given.community`,
    rows.map(({ community }) => community),
    rows.map(({ wrapped }) => wrapped),
    rows.map(({ kid }) => kid),
  )
}
