import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { findNode, type RegisteredNode } from './find-node.js'
import { moveNode, nodeSteps } from './move-node.js'
import { voidInvitations } from './void-invitations.js'

/**
 * Makes a joining node the owner; its invitation has done its work. Once it is the owner, asking again changes nothing.
 *
 * @param asked the address at which it was asked and believed; undefined when it was not
 * @throws {HubError} CONFLICT
 */
export async function completeJoin(
  sql: TransactionSql,
  community: string,
  epoch: number,
  asked: string | undefined,
): Promise<RegisteredNode> {
  await sql('select from node where community_code = $1 for update', community)
  const before = await findNode(sql, community)
  if (before?.status === 'JOINING' && before.epoch === epoch && before.address !== asked) {
    throw new HubError(
      'CONFLICT',
      'Expected the node at the address at which it was asked, but it has another now. Ask again.',
      {
        community,
      },
    )
  }
  const node = await moveNode(sql, nodeSteps.completeJoin, community, epoch)
  await voidInvitations(sql, community)
  return node
}
