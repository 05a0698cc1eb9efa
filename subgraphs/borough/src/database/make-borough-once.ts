import { makeOnce } from '@shequ/subgraph/writes/make-once'
import type { Transaction } from './open-database.js'

/** What makes a record of a borough, as its idempotency key is held against it. */
interface Making {
  readonly borough: string
  readonly idempotencyKey?: string | null | undefined
}

/**
 * Makes a record of a borough, once for each idempotency key, and gives its id in the graph.
 *
 * @param operation the mutation's name
 * @throws {HubError} CONFLICT when the key was used for something else.
 */
export function makeBoroughOnce(
  { sql }: Transaction,
  operation: string,
  input: Making,
  make: (id: string) => Promise<unknown>,
): Promise<string> {
  return makeOnce(sql, { ownerColumn: 'owner', owner: input.borough, operation, input }, make)
}
