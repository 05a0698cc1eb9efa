import type { SessionResolvers } from '../generated/resolver-types.js'
import { countAttended } from './count-attended.js'
import { sharedRecord } from './load-shared.js'
import { session } from './shared-types.js'
import { loadExisting } from '@shequ/subgraph/loaders/load-existing'

export const Session: SessionResolvers = {
  __resolveReference: sharedRecord(session),
  attended: countAttended,
  programme: ({ programmeId }, _args, { loaders }) => loadExisting(loaders.programme, programmeId),
}
