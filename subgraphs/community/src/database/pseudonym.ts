import { createHmac, randomBytes } from 'node:crypto'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * The pseudonym of a resident in a community, from the reference by which its office knows the resident: always the same
 * in one community, another in every other, and of no use to whoever lacks the community's key. The reference itself is
 * stored nowhere.
 */
export async function pseudonymOf(sql: TransactionSql, community: string, reference: string): Promise<string> {
  const key = await keyOf(sql, community)
  return pseudonymUnder(key, reference)
}

/** The pseudonyms of several residents, each once, in an order that tells nothing. */
export async function pseudonymsOf(
  sql: TransactionSql,
  community: string,
  references: readonly string[],
): Promise<string[]> {
  const key = await keyOf(sql, community)
  return [...new Set(references.map((reference) => pseudonymUnder(key, reference)))].sort()
}

/** The first 122 bits of the keyed hash, as a UUID of the version for such use (RFC 9562, 5.8). */
function pseudonymUnder(key: Uint8Array, reference: string): string {
  const bytes = createHmac('sha256', key).update(reference.normalize('NFC')).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The key of a community, made on first use. Of two writes that make it at once, the second takes the first one's. */
async function keyOf(sql: TransactionSql, community: string): Promise<Uint8Array> {
  const known = await readKey(sql, community)
  if (known) return known
  await sql(
    'insert into pseudonym_key (community_code, key) values ($1, $2) on conflict do nothing',
    community,
    randomBytes(32),
  )
  const made = await readKey(sql, community)
  if (made) return made
  throw new Error('Expected the key that was just made, but there is none.')
}

async function readKey(sql: TransactionSql, community: string): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ key: Uint8Array }>('select key from pseudonym_key where community_code = $1', community)
  return row?.key
}
