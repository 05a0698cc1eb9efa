import { receivePublications } from '@shequ/subgraph/publications/receive-publications'
import { receiveReturns } from '@shequ/subgraph/returns/receive-returns'
import { allocate } from '../database/allocate.js'
import { changeServiceCentre } from '../database/change-service-centre.js'
import { changeService } from '../database/change-service.js'
import { issueGuidance } from '../database/issue-guidance.js'
import { inviteNode } from '../nodes/invite-node.js'
import { rehostCommunity } from '../nodes/rehost-community.js'
import { revokeNode } from '../nodes/revoke-node.js'
import { receiveLogHeads } from '../log-heads/receive-log-heads.js'
import { openServiceCentre } from '../database/open-service-centre.js'
import { openService } from '../database/open-service.js'
import { writePublications } from '../publications/write-publications.js'
import type { MutationResolvers } from '../generated/resolver-types.js'
import { byOffice, writeByOffice } from './by-office.js'
import { nodeRequests } from './node-requests.js'
import { reportFaults } from './operations.js'

/** Every write but what another server sends is the borough's own office's, in one transaction; what it made is read back after it. */
export const Mutation: MutationResolvers = {
  ...nodeRequests,
  reportFaults,
  openServiceCentre: byOffice(openServiceCentre, (loaders) => loaders.serviceCentre),
  changeServiceCentre: byOffice(changeServiceCentre, (loaders) => loaders.serviceCentre),
  openService: byOffice(openService, (loaders) => loaders.service),
  changeService: byOffice(changeService, (loaders) => loaders.service),
  allocate: byOffice(allocate, (loaders) => loaders.allocation),
  issueGuidance: byOffice(issueGuidance, (loaders) => loaders.guidance),
  submitPublications: (_root, { input }, { receiver }) => receivePublications(receiver, input.batch, writePublications),
  submitLogHeads: (_root, { input }, { receiver }) => receiveLogHeads(receiver, input.batch),
  inviteNode: async (_root, { input }, context, mutation) =>
    (await writeByOffice(context, mutation, input, inviteNode, input.community)).result,
  revokeNode: async (_root, { input }, context, mutation) => {
    const { loaders } = await writeByOffice(context, mutation, input, revokeNode, input.community)
    return loaders.node.load(input.community)
  },
  rehostCommunity: async (_root, { input }, context, mutation) => {
    const { loaders } = await writeByOffice(context, mutation, input, rehostCommunity, input.community)
    return loaders.node.load(input.community)
  },
  submitReturns: (_root, { input }, context) => receiveReturns(context.receiver, input.batch),
}
