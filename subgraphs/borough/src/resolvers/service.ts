import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { ServiceResolvers } from '../generated/resolver-types.js'

export const Service: ServiceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.service.load(id),
  serviceCentre: ({ serviceCentreId }, _args, { loaders }) => loadExisting(loaders.serviceCentre, serviceCentreId),
}
