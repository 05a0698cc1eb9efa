import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { GuidanceResolvers } from '../generated/resolver-types.js'

export const Guidance: GuidanceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.guidance.load(id),
  borough: ({ owner }, _args, { loaders }) => loadExisting(loaders.borough, owner),
  recipients: ({ uuid, owner }, _args, { loaders }) => loaders.recipientsOfGuidance.load({ key: uuid, owner }, {}),
}
