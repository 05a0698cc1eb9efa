import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { NodeInvitationResolvers } from '../generated/resolver-types.js'

export const NodeInvitation: NodeInvitationResolvers = {
  community: ({ community }, _args, { loaders }) => loadExisting(loaders.community, community),
}
