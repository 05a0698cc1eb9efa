import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { type ReceivingKey, sealKey } from '@shequ/process/keys/wrapping/seal-key'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { findPseudonymKey, keepPseudonymKey } from '../../database/pseudonym-key.js'

/** By what the sending server unwraps a community's pseudonym key, and the server for which it seals it. */
export interface KeySender {
  readonly keys: KeyWrapping
  readonly to: ReceivingKey
}

/** A community's pseudonym key as it leaves this server, sealed for the one that it goes to; null where it has none yet. */
export async function sealPseudonymKey(
  sql: TransactionSql,
  community: string,
  { keys, to }: KeySender,
): Promise<string | null> {
  const key = await findPseudonymKey(keys, sql, community)
  return key === undefined ? null : await sealKey(key, community, to)
}

/** Takes in a community's pseudonym key that was sealed for this server. @throws {HubError} BAD_REQUEST when it was not. */
export async function takePseudonymKey(
  sql: TransactionSql,
  community: string,
  sealed: string | null,
  keys: KeyWrapping,
): Promise<void> {
  if (sealed === null) return
  const key = await keys.openSealed(sealed, community).catch(() => {
    throw new HubError(
      'BAD_REQUEST',
      'Expected a pseudonym key that was sealed for this server and community, but it does not open. Nothing was taken.',
      { community },
    )
  })
  await keepPseudonymKey(keys, sql, community, key)
}
