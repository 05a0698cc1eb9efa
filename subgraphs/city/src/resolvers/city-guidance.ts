import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { CityGuidanceResolvers } from '../generated/resolver-types.js'

export const CityGuidance: CityGuidanceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.cityGuidance.load(id),
  city: ({ owner }, _args, { loaders }) => loadExisting(loaders.city, owner),
}
