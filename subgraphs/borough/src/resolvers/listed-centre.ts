import type { ListedCentreResolvers } from '../generated/resolver-types.js'

export const ListedCentre: ListedCentreResolvers = {
  community: ({ owner }, _args, { loaders }) => loaders.community.load(owner),
  educationCentre: ({ id }) => ({ id }),
}
