import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { RegisteredNode } from './find-node.js'
import { moveNode, nodeSteps } from './move-node.js'
import { voidInvitations } from './void-invitations.js'

/** Makes a joining node the owner; its invitation has done its work. @throws {HubError} CONFLICT */
export async function completeJoin(sql: TransactionSql, community: string, epoch: number): Promise<RegisteredNode> {
  const node = await moveNode(sql, nodeSteps.completeJoin, community, epoch)
  await voidInvitations(sql, community)
  return node
}
