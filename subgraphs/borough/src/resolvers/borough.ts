import type { BoroughResolvers } from '../generated/resolver-types.js'
import { askBoroughMeasures } from './ask-measures.js'

export const Borough: BoroughResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.borough.load(code),
  city: ({ cityCode }) => ({ code: cityCode }),
  streets: ({ code }, _args, { loaders }) => loaders.streetsOfBorough.load({ key: code, owner: code }, {}),
  communities: ({ code }, filter, { loaders }) => loaders.communitiesOfBorough.load({ key: code, owner: code }, filter),
  serviceCentres: ({ code }, filter, { loaders }) =>
    loaders.serviceCentresOfBorough.load({ key: code, owner: code }, filter),
  allocations: ({ code }, filter, { loaders }) => loaders.allocationsOfBorough.load({ key: code, owner: code }, filter),
  guidance: ({ code }, filter, { loaders }) => loaders.guidanceOfBorough.load({ key: code, owner: code }, filter),
  measures: (borough, { query }, context) => askBoroughMeasures(borough, query, context),
}
