import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { GuidanceResolvers } from '../generated/resolver-types.js'

export const Guidance: GuidanceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.guidance.load(id),
  borough: ({ owner }, _args, { loaders }) => loadExisting(loaders.borough, owner),
  responses: ({ id, owner }, filter, { loaders, viewer }) =>
    loaders.answersOfGuidance.load({ key: id, owner }, { ...filter, level: readerLevel(viewer, 'borough', owner) }),
  adaptation: ({ id, uuid, owner }, _args, { loaders, viewer }) =>
    loaders.guidanceAdaptation(readerLevel(viewer, 'borough', owner)).load({ key: id, owner, uuid }),
  recipients: ({ uuid, owner }, _args, { loaders }) => loaders.recipientsOfGuidance.load({ key: uuid, owner }, {}),
}
