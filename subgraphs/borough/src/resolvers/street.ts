import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { StreetResolvers } from '../generated/resolver-types.js'

export const Street: StreetResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.street.load(code),
  borough: ({ owner }, _args, { loaders }) => loadExisting(loaders.borough, owner),
  communities: ({ code, owner }, filter, { loaders }) => loaders.communitiesOfStreet.load({ key: code, owner }, filter),
}
