import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { CommunityResolvers } from '../generated/resolver-types.js'
import { hostedNode } from './node.js'

export const Community: CommunityResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.community.load(code),
  street: ({ streetCode }, _args, { loaders }) => loadExisting(loaders.street, streetCode),
  borough: ({ owner }, _args, { loaders }) => loadExisting(loaders.borough, owner),
  codeChanges: ({ code, owner }, _args, { loaders }) => loaders.codeChangesOfCommunity.load({ key: code, owner }, {}),
  allocations: ({ code, owner }, filter, { loaders }) =>
    loaders.allocationsOfCommunity.load({ key: code, owner }, filter),
  node: async (community, _args, { loaders }) => (await loaders.node.load(community.code)) ?? hostedNode(community),
  guidance: ({ code, owner }, filter, { loaders }) => loaders.guidanceOfCommunity.load({ key: code, owner }, filter),
}
