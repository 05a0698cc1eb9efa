import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { NodeStatus } from '../generated/resolver-types.js'
import { findNode, registeredColumns, type RegisteredNode } from './find-node.js'

/** A step from one status to the next, and whether it begins an attempt of its own. */
export interface NodeStep {
  readonly from: NodeStatus
  readonly to: NodeStatus
  readonly newEpoch: boolean
}

/** The steps of joining and leaving. */
export const nodeSteps = {
  completeJoin: [{ from: 'JOINING', to: 'ACTIVE', newEpoch: false }],
  beginLeave: [{ from: 'ACTIVE', to: 'LEAVING', newEpoch: true }],
  completeLeave: [{ from: 'LEAVING', to: 'HOSTED', newEpoch: false }],
  abandonMove: [
    { from: 'JOINING', to: 'HOSTED', newEpoch: true },
    { from: 'LEAVING', to: 'ACTIVE', newEpoch: true },
  ],
} as const satisfies Readonly<Record<string, readonly NodeStep[]>>

/**
 * Takes a step, in one conditional update: the point at which the owner of a community changes, if it does. Taking it
 * again changes nothing.
 *
 * @throws {HubError} CONFLICT, naming where the community stands, when `epoch` is not the number of its attempt, or it is not at the step's beginning.
 */
export async function moveNode(
  sql: TransactionSql,
  steps: readonly NodeStep[],
  community: string,
  epoch: number,
): Promise<RegisteredNode> {
  for (const { from, to, newEpoch } of steps) {
    const [moved] = await sql<RegisteredNode>(
      `update node set status = $4::node_status, epoch = epoch + $5::int, since = now()
       where community_code = $1 and epoch = $2 and status = $3::node_status returning ${registeredColumns}`,
      community,
      epoch,
      from,
      to,
      newEpoch ? 1 : 0,
    )
    if (moved !== undefined) return moved
  }
  const node = await findNode(sql, community)
  const isDone = steps.some(({ to, newEpoch }) => node?.status === to && node.epoch === epoch + (newEpoch ? 1 : 0))
  if (node !== undefined && isDone) return node
  const wanted = steps.map(({ from }) => from).join(' or ')
  throw new HubError(
    'CONFLICT',
    `Expected the community to be ${wanted} in its attempt ${epoch}, but it is ${node?.status ?? 'HOSTED'} in its attempt ${node?.epoch ?? 0}.`,
    { community, status: node?.status ?? 'HOSTED', epoch: node?.epoch ?? 0 },
  )
}
