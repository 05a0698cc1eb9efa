import { receivePublications } from '@shequ/subgraph/publications/receive-publications'
import { chinaDay } from '@shequ/subgraph/records/china-day'
import { receiveReturns } from '@shequ/subgraph/returns/receive-returns'
import { requireOffice } from '@shequ/subgraph/viewer/require-office'
import type { Context } from './context.js'
import { allocate } from '../database/allocate.js'
import { changeServiceCentre } from '../database/change-service-centre.js'
import { changeService } from '../database/change-service.js'
import { issueGuidance } from '../database/issue-guidance.js'
import type { Transaction } from '../database/open-database.js'
import { inviteNode } from '../database/nodes/invite-node.js'
import { rehostCommunity } from '../database/nodes/rehost-community.js'
import { revokeNode } from '../database/nodes/revoke-node.js'
import { receiveLogHeads } from '../log-heads/receive-log-heads.js'
import { openServiceCentre } from '../database/open-service-centre.js'
import { openService } from '../database/open-service.js'
import { writePublications } from '../publications/write-publications.js'
import type { MutationResolvers } from '../generated/resolver-types.js'
import { nodeRequests } from './node-requests.js'

/** Every write but what another server sends is the borough's own office's, in one transaction; what it made is read back after it. */
export const Mutation: MutationResolvers = {
  ...nodeRequests,
  openServiceCentre: async (_root, { input }, context) => {
    const id = await write(context, openServiceCentre, input)
    return context.loaders.serviceCentre.load(id)
  },
  changeServiceCentre: async (_root, { input }, context) => {
    const id = await write(context, changeServiceCentre, input)
    return context.loaders.serviceCentre.load(id)
  },
  openService: async (_root, { input }, context) => {
    const id = await write(context, openService, input)
    return context.loaders.service.load(id)
  },
  changeService: async (_root, { input }, context) => {
    const id = await write(context, changeService, input)
    return context.loaders.service.load(id)
  },
  allocate: async (_root, { input }, context) => {
    const id = await write(context, allocate, input)
    return context.loaders.allocation.load(id)
  },
  issueGuidance: async (_root, { input }, context) => {
    const id = await write(context, issueGuidance, input)
    return context.loaders.guidance.load(id)
  },
  submitPublications: (_root, { input }, { receiver }) => receivePublications(receiver, input.batch, writePublications),
  submitLogHeads: (_root, { input }, { receiver }) => receiveLogHeads(receiver, input.batch),
  inviteNode: (_root, { input }, context) =>
    writeOfNode(context, (transaction) => inviteNode(transaction, input, context.now()), input),
  revokeNode: async (_root, { input }, context) => {
    await writeOfNode(context, revokeNode, input)
    return context.loaders.node.load(input.community)
  },
  rehostCommunity: async (_root, { input }, context) => {
    await writeOfNode(context, rehostCommunity, input)
    return context.loaders.node.load(input.community)
  },
  submitReturns: (_root, { input }, context) => receiveReturns(context.receiver, input.batch),
}

async function write<Input extends { readonly borough: string }, Result>(
  context: Context,
  verb: (transaction: Transaction, input: Input, today: string) => Promise<Result>,
  input: Input,
): Promise<Result> {
  requireOffice(context.viewer, 'borough', input.borough)
  return context.write([input.borough], (transaction) => verb(transaction, input, chinaDay(context.now())))
}

/** The same of a community's node, whose rows in the register are the community's. */
async function writeOfNode<Input extends { readonly borough: string; readonly community: string }, Result>(
  context: Context,
  verb: (transaction: Transaction, input: Input) => Promise<Result>,
  input: Input,
): Promise<Result> {
  requireOffice(context.viewer, 'borough', input.borough)
  return context.write([input.community], (transaction) => verb(transaction, input))
}
