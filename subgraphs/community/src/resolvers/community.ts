import type { CommunityResolvers } from '../generated/resolver-types.js'
import { requireShared } from './require-shared.js'

export const Community: CommunityResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  programmes: async ({ code }, filter, context) => {
    await requireShared(context, code, 'PROGRAMMES')
    return context.loaders.programmesOfCommunity.load({ key: code, owner: code }, filter)
  },
}
