import type { ProgrammeResolvers } from '../generated/resolver-types.js'
import { countFreePlaces } from './count-free-places.js'
import { loadShared, sharedRecord } from './load-shared.js'
import { educationCentre, programme } from './shared-types.js'

export const Programme: ProgrammeResolvers = {
  __resolveReference: sharedRecord(programme),
  community: ({ owner }) => ({ code: owner }),
  educationCentre: ({ educationCentreId }, _args, context) =>
    educationCentreId === null ? null : loadShared(context, educationCentre, educationCentreId),
  freePlaces: countFreePlaces,
  sessions: async ({ uuid, owner }, filter, { accesses, loaders }) => {
    const page = await loaders.sessionsOfProgramme.load({ key: uuid, owner }, filter)
    accesses.noteBelow(owner, 'PROGRAMMES', 'Programme.sessions', page.nodes.length)
    return page
  },
}
