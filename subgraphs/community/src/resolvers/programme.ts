import type { ProgrammeResolvers } from '../generated/resolver-types.js'
import { loadShared, sharedRecord } from './load-shared.js'

export const Programme: ProgrammeResolvers = {
  __resolveReference: sharedRecord('PROGRAMMES', (loaders) => loaders.programme),
  community: ({ owner }) => ({ code: owner }),
  educationCentre: ({ educationCentreId }, _args, context) =>
    educationCentreId === null
      ? null
      : loadShared(context, 'CENTRES', (loaders) => loaders.educationCentre, educationCentreId),
  sessions: ({ uuid, owner }, filter, { loaders }) => loaders.sessionsOfProgramme.load({ key: uuid, owner }, filter),
}
