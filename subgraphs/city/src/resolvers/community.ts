import type { CommunityResolvers } from '../generated/resolver-types.js'

export const Community: CommunityResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  pilotDesignations: ({ code }, _args, { loaders }) =>
    loaders.designationsOfCommunity.load({ key: code, owner: code }, {}),
}
