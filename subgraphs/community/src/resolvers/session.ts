import type { SessionResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { requireRecord } from './require-record.js'

export const Session: SessionResolvers = {
  __resolveReference: sharedRecord('PROGRAMMES', (loaders) => loaders.session),
  programme: ({ programmeId }, _args, { loaders }) => requireRecord(loaders.programme, programmeId),
}
