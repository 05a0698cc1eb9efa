import { toGlobalId } from '../records/global-id.js'
import { once, type OnceRequest, type TransactionSql } from './once.js'

/**
 * Makes a record of a division, once for each idempotency key, and gives its id in the graph.
 *
 * @throws {HubError} CONFLICT when the key was used for something else.
 */
export async function makeOnce(
  sql: TransactionSql,
  request: OnceRequest,
  make: (id: string) => Promise<unknown>,
): Promise<string> {
  const { id, isNew } = await once(sql, request)
  if (isNew) await make(id)
  return toGlobalId(request.owner, id)
}
