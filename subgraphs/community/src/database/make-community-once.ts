import { makeOnce } from '@shequ/subgraph/writes/make-once'
import type { Transaction } from './open-database.js'
import { requireCommunity } from './require-community.js'

/**
 * What makes a record, as its idempotency key is held against it. Residents in it are pseudonyms: a digest of a
 * reference could be guessed.
 */
export interface Making {
  readonly community: string
  readonly idempotencyKey?: string | null | undefined
  readonly [argument: string]: unknown
}

/**
 * Makes a record of a community, once for each idempotency key, and gives its id in the graph.
 *
 * @param operation the mutation's name
 * @throws {HubError} NOT_FOUND when there is no such community, CONFLICT when the key was used for something else.
 */
export async function makeCommunityOnce(
  transaction: Transaction,
  operation: string,
  input: Making,
  make: (id: string) => Promise<unknown>,
): Promise<string> {
  const { community: owner } = input
  await requireCommunity(transaction.sql, owner)
  return makeOnce(transaction.sql, { ownerColumn: 'community_code', owner, operation, input }, make)
}
