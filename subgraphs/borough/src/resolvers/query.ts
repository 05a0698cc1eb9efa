import { requireGateway } from '@shequ/subgraph/viewer/require-gateway'
import { registeredColumns, type RegisteredNode } from '../nodes/find-node.js'
import { nodeChanges } from '../nodes/node-changes.js'
import { readLogHeads } from '../log-heads/read-log-heads.js'
import type { QueryResolvers } from '../generated/resolver-types.js'
import { areaOf, requireArea } from './area.js'
import { boroughQueues, faults } from './operations.js'
import { listWithdrawals, searchCentres, searchProgrammes } from './search-catalogue.js'

export const Query: QueryResolvers = {
  borough: (_root, { code }, { loaders }) => loaders.borough.load(code),
  community: (_root, { code }, { loaders }) => loaders.community.load(code),
  communities: async (_root, { within, filter, ...page }, { loaders }) => {
    const area = areaOf(within, loaders)
    const communities = await area.communities.load({ key: within, owner: within }, { ...filter, ...page })
    if (communities.nodes.length === 0) await requireArea(area, within)
    return communities
  },
  nodes: async (_root, { within, ...filter }, { loaders }) => {
    const area = areaOf(within, loaders)
    const nodes = await area.nodes.load({ key: within, owner: within }, filter)
    if (nodes.nodes.length === 0) await requireArea(area, within)
    return nodes
  },
  faults,
  boroughQueues,
  logHeads: (_root, { input }, { receiver }) => readLogHeads(receiver, input.request),
  nodeEntry: async (_root, { community }, { database }) => {
    const [node] = await database.run<RegisteredNode>({
      text: `select ${registeredColumns} from node where community_code = $1`,
      values: [community],
    })
    return node ? { ...node, keys: [...node.keys] } : null
  },
  nodeChanges: (_root, { after, first }, { viewer, database }) => {
    requireGateway(viewer)
    return nodeChanges(database.run, after, first)
  },
  programmes: (_root, args, context) => searchProgrammes(args, context),
  educationCentres: (_root, args, context) => searchCentres(args, context),
  catalogueWithdrawals: (_root, args, context) => listWithdrawals(args, context),
}
