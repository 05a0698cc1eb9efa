import { HubError } from '@shequ/schema/errors/hub-error'
import type { QueryResolvers } from '../generated/resolver-types.js'
import { areaOf } from './area.js'
import { searchCentres, searchProgrammes } from './search-catalogue.js'

export const Query: QueryResolvers = {
  borough: (_root, { code }, { loaders }) => loaders.borough.load(code),
  community: (_root, { code }, { loaders }) => loaders.community.load(code),
  communities: async (_root, { within, filter, ...page }, { loaders }) => {
    const area = areaOf(within, loaders)
    const communities = await area.communities.load({ key: within, owner: within }, { ...filter, ...page })
    if (communities.nodes.length > 0 || (await area.exists())) return communities
    throw new HubError('NOT_FOUND', `Expected \`within\` to be a ${area.level} on this hub, but found no ${within}.`, {
      argument: 'within',
    })
  },
  programmes: (_root, args, context) => searchProgrammes(args, context),
  educationCentres: (_root, args, context) => searchCentres(args, context),
}
