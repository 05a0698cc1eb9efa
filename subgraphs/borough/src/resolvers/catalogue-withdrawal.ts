import type { CatalogueWithdrawalResolvers } from '../generated/resolver-types.js'

export const CatalogueWithdrawal: CatalogueWithdrawalResolvers = {
  community: ({ owner }, _args, { loaders }) => loaders.community.load(owner),
}
