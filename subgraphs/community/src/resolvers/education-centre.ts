import type { EducationCentreResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { requireShared } from './require-shared.js'

export const EducationCentre: EducationCentreResolvers = {
  __resolveReference: sharedRecord('CENTRES', (loaders) => loaders.educationCentre),
  community: ({ owner }) => ({ code: owner }),
  consignment: (centre, _args, { loaders }) => loaders.consignmentInForce.load(centre),
  consignments: ({ uuid, owner }, filter, { loaders }) =>
    loaders.consignmentsOfCentre.load({ key: uuid, owner }, filter),
  programmes: async ({ uuid, owner }, filter, context) => {
    await requireShared(context, owner, 'PROGRAMMES')
    return context.loaders.programmesOfCentre.load({ key: uuid, owner }, filter)
  },
}
