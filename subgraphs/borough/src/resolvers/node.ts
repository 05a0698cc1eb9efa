import { isHosted } from '@shequ/schema/nodes/node-status'
import type { Viewer } from '@shequ/schema/viewer'
import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { NodeResolvers } from '../generated/resolver-types.js'
import type { CommunityRow, NodeRow } from '../database/rows.js'

export const Node: NodeResolvers = {
  community: ({ communityCode }, _args, { loaders }) => loadExisting(loaders.community, communityCode),
  kind: ({ status }) => (isHosted(status) ? 'HOSTED' : 'OWN'),
  lastSeen: ({ status, lastSeen }) => (status === 'HOSTED' ? null : lastSeen),
  address: ({ address, ...node }, _args, { viewer }) => (isConcerned(viewer, node) ? address : null),
  health: ({ communityCode, status }, _args, { loaders }) =>
    status === 'HOSTED' ? null : loaders.nodeHealth.load(communityCode),
}

/** The entry of a community that never had a node. */
export function hostedNode({ code, owner }: CommunityRow): NodeRow {
  return {
    communityCode: code,
    boroughCode: owner,
    status: 'HOSTED',
    epoch: 0,
    since: null,
    lastSeen: null,
    staleFor: 0,
    address: null,
  }
}

/** The offices of the community and of its borough run the node, and may know where it is. */
function isConcerned(
  { role, division }: Viewer,
  { communityCode, boroughCode, status }: Omit<NodeRow, 'address'>,
): boolean {
  if (status === 'HOSTED') return false
  if (role === 'borough-office') return division === boroughCode
  return role === 'community-office' && division === communityCode
}
