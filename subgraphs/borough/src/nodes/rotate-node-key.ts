import { HubError } from '@shequ/schema/errors/hub-error'
import { keysAt, type NodeKey, nodeKeyOf } from '@shequ/process/keys/node-keys'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { RequestOf } from './request-schema.js'
import { registeredColumns, type RegisteredNode } from './find-node.js'

/** How many keys of a node may be believed at once. */
const mostKeys = 4

/**
 * Enters a node's new key, whose proof has been seen, and gives those before it an end. Entering it again changes nothing.
 *
 * @throws {HubError} CONFLICT when the node is not at the epoch, or has as many keys as it may.
 */
export async function rotateNodeKey(
  sql: TransactionSql,
  { community, epoch, key: { x }, overlap }: RequestOf<'rotateKey'>,
  now: Date,
): Promise<RegisteredNode> {
  const [node] = await sql<RegisteredNode>(
    `select ${registeredColumns} from node where community_code = $1 and epoch = $2
       and status in ('JOINING', 'ACTIVE', 'LEAVING') for no key update`,
    community,
    epoch,
  )
  if (node === undefined) {
    throw new HubError('CONFLICT', `Expected a node at its attempt ${epoch}, but it is not.`, { community })
  }
  const added = await nodeKeyOf(x)
  if (node.keys.some((key) => key.kid === added.kid)) return node
  const end = new Date(now.getTime() + overlap * 1_000).toISOString()
  const keys: NodeKey[] = [
    ...keysAt(node.keys, now).map((key) => ({
      ...key,
      notAfter: key.notAfter === null || key.notAfter > end ? end : key.notAfter,
    })),
    added,
  ]
  if (keys.length > mostKeys) {
    throw new HubError('CONFLICT', `Expected at most ${mostKeys} keys at once. Wait until the oldest has ended.`, {
      community,
    })
  }
  const [rotated] = await sql<RegisteredNode>(
    `update node set keys = $2::jsonb where community_code = $1 returning ${registeredColumns}`,
    community,
    JSON.stringify(keys),
  )
  return rotated ?? node
}
