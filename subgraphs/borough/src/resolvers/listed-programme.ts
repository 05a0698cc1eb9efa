import type { ListedProgrammeResolvers } from '../generated/resolver-types.js'

export const ListedProgramme: ListedProgrammeResolvers = {
  community: ({ owner }, _args, { loaders }) => loaders.community.load(owner),
  educationCentre: ({ educationCentreId }, _args, { loaders }) =>
    educationCentreId === null ? null : loaders.listedCentre.load(educationCentreId),
  programme: ({ id }) => ({ id }),
}
