import { requireGateway } from '@shequ/subgraph/viewer/require-gateway'
import { writeFor } from '@shequ/subgraph/database/write-for'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Context } from './context.js'
import { completeJoin } from '../nodes/complete-join.js'
import { findNode, type RegisteredNode } from '../nodes/find-node.js'
import { joinNode } from '../nodes/join-node.js'
import { moveNode, nodeSteps } from '../nodes/move-node.js'
import { reportNodeHealth } from '../nodes/report-node-health.js'
import { rotateNodeKey } from '../nodes/rotate-node-key.js'
import type { MutationResolvers } from '../generated/resolver-types.js'
import { readJoinRequest, readNodeRequest, requireProof, requireRelease } from '../nodes/read-node-request.js'
import { requireAnswer } from '../nodes/require-answer.js'

type NodeRequests = Pick<
  Required<MutationResolvers>,
  'joinNode' | 'completeJoin' | 'beginLeave' | 'completeLeave' | 'abandonMove' | 'rotateNodeKey' | 'reportNodeHealth'
>

/** What nodes ask of the register, each proved by its signature and done in one transaction; and what gateways report. */
export const nodeRequests: NodeRequests = {
  joinNode: async (_root, { input }, { receiver, addresses, now }) => {
    const request = await readJoinRequest(input.request, now(), addresses)
    return receiver.database.writeSql((sql) => joinNode(sql, request, now()), [request.community])
  },
  completeJoin: async (_root, { input }, { receiver, addresses }) => {
    const { request, node } = await receiver.database.writeSql(async (sql) => {
      const read = await readNodeRequest(sql, 'completeJoin', input.request, receiver)
      return { request: read, node: await findNode(sql, read.community) }
    })
    const { community, epoch } = request
    let asked: string | undefined
    if (node?.status === 'JOINING' && node.epoch === epoch) {
      await requireRelease(request, receiver)
      // Outside of a transaction: no connection to the database is kept while a node is waited for.
      await requireAnswer(node, addresses)
      asked = node.address
    }
    return receiver.database.writeSql((sql) => completeJoin(sql, community, epoch, asked), [community])
  },
  beginLeave: (_root, { input }, context) => inEpoch(context, 'beginLeave', input.request, step('beginLeave')),
  completeLeave: (_root, { input }, context) => inEpoch(context, 'completeLeave', input.request, step('completeLeave')),
  abandonMove: (_root, { input }, context) => inEpoch(context, 'abandonMove', input.request, step('abandonMove')),
  rotateNodeKey: (_root, { input }, { receiver, now }) =>
    receiver.database.writeSql(async (sql) => {
      const request = await readNodeRequest(sql, 'rotateKey', input.request, receiver)
      await writeFor(sql, [request.community])
      await requireProof(request.proof, request.community, request.key.x, request.epoch, now())
      return rotateNodeKey(sql, request, now())
    }),
  reportNodeHealth: (_root, { input }, { viewer, receiver, now }) => {
    requireGateway(viewer)
    return receiver.database.writeSql((sql) => reportNodeHealth(sql, input, now()))
  },
}

type InEpoch = (sql: TransactionSql, community: string, epoch: number) => Promise<RegisteredNode>

/** The steps that change nothing but where a community stands. */
type PlainStep = Exclude<keyof typeof nodeSteps, 'completeJoin'>

function inEpoch({ receiver }: Context, action: PlainStep, message: string, take: InEpoch): Promise<RegisteredNode> {
  return receiver.database.writeSql(async (sql) => {
    const { community, epoch } = await readNodeRequest(sql, action, message, receiver)
    await writeFor(sql, [community])
    return take(sql, community, epoch)
  })
}

function step(action: PlainStep): InEpoch {
  return (sql, community, epoch) => moveNode(sql, nodeSteps[action], community, epoch)
}
