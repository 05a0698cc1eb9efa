import { createHmac } from 'node:crypto'
import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { pseudonymKeyOf } from './pseudonym-key.js'

/**
 * The pseudonym of a resident in a community, from the reference by which its office knows the resident: always the same
 * in one community, another in every other, and of no use to whoever lacks the community's key. The reference itself is
 * stored nowhere.
 */
export async function pseudonymOf(
  keys: KeyWrapping,
  sql: TransactionSql,
  community: string,
  reference: string,
): Promise<string> {
  const key = await pseudonymKeyOf(keys, sql, community)
  return pseudonymUnder(key, reference)
}

/** The pseudonyms of several residents, each once, in an order that tells nothing. */
export async function pseudonymsOf(
  keys: KeyWrapping,
  sql: TransactionSql,
  community: string,
  references: readonly string[],
): Promise<string[]> {
  const key = await pseudonymKeyOf(keys, sql, community)
  return [...new Set(references.map((reference) => pseudonymUnder(key, reference)))].sort()
}

/** The first 122 bits of the keyed hash, as a UUID of the version for such use (RFC 9562, 5.8). */
function pseudonymUnder(key: Uint8Array, reference: string): string {
  const bytes = createHmac('sha256', key).update(reference.normalize('NFC')).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
