import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { ServiceCentreResolvers } from '../generated/resolver-types.js'

export const ServiceCentre: ServiceCentreResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.serviceCentre.load(id),
  borough: ({ owner }, _args, { loaders }) => loadExisting(loaders.borough, owner),
  services: ({ uuid, owner }, filter, { loaders }) =>
    loaders.servicesOfServiceCentre.load({ key: uuid, owner }, filter),
}
