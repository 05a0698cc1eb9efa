import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { OrganisationResolvers } from '../generated/resolver-types.js'
import { clients } from './clients.js'

export const Organisation: OrganisationResolvers = {
  __resolveReference: ({ creditCode }, { loaders }) => loaders.organisation.load(creditCode),
  registeredBy: ({ owner }, _args, { loaders }) => loadExisting(loaders.city, owner),
  clients,
}
