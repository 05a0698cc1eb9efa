import { randomBytes } from 'node:crypto'
import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** The key of a community, made on first use. Of two writes that make it at once, the second takes the first one's. */
export async function pseudonymKeyOf(keys: KeyWrapping, sql: TransactionSql, community: string): Promise<Uint8Array> {
  const known = await findPseudonymKey(keys, sql, community)
  if (known) return known
  await keepPseudonymKey(keys, sql, community, randomBytes(32))
  const made = await findPseudonymKey(keys, sql, community)
  if (made) return made
  throw new Error('Expected the key that was just made, but there is none.')
}

/** The key of a community; undefined where it has none yet. */
export async function findPseudonymKey(
  keys: KeyWrapping,
  sql: TransactionSql,
  community: string,
): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ wrapped: string }>(
    'select wrapped from pseudonym_key where community_code = $1 and wrapped is not null',
    community,
  )
  return row && keys.unwrapKey(row.wrapped, community)
}

/** Keeps a community's key, wrapped, where it has none. */
export async function keepPseudonymKey(
  keys: KeyWrapping,
  sql: TransactionSql,
  community: string,
  key: Uint8Array,
): Promise<void> {
  // Before the wrapping key is read: a rotation, which takes a lock against this one, drops no key that something is just being wrapped with.
  await sql('lock table pseudonym_key in row exclusive mode')
  const { wrapped, kid } = await keys.wrapKey(key, community)
  await sql(
    'insert into pseudonym_key (community_code, wrapped, wrapped_by) values ($1, $2, $3) on conflict do nothing',
    community,
    wrapped,
    kid,
  )
}

/** Removes a community's key: whoever was known by it here is not known again. */
export async function removePseudonymKey(sql: TransactionSql, community: string): Promise<void> {
  await sql('delete from pseudonym_key where community_code = $1', community)
}
