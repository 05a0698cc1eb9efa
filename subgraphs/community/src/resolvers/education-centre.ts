import type { EducationCentreResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { requireShared } from './require-shared.js'
import { educationCentre } from './shared-types.js'

export const EducationCentre: EducationCentreResolvers = {
  __resolveReference: sharedRecord(educationCentre),
  community: ({ owner }) => ({ code: owner }),
  consignment: (centre, _args, { loaders }) => loaders.consignmentInForce.load(centre),
  consignments: async ({ uuid, owner }, filter, { accesses, loaders }) => {
    const page = await loaders.consignmentsOfCentre.load({ key: uuid, owner }, filter)
    accesses.noteBelow(owner, 'CENTRES', 'EducationCentre.consignments', page.nodes.length)
    return page
  },
  programmes: async ({ uuid, owner }, filter, context) => {
    const reading = { community: owner, dataset: 'PROGRAMMES', field: 'EducationCentre.programmes' } as const
    const permit = await requireShared(context, reading)
    permit.requireCentre(uuid)
    const page = await context.loaders.programmesOfCentre.load({ key: uuid, owner }, filter)
    permit.give(page.nodes.length, uuid)
    return page
  },
}
