import type { SessionResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { loadExisting } from '@shequ/subgraph/loaders/load-existing'

export const Session: SessionResolvers = {
  __resolveReference: sharedRecord('PROGRAMMES', (loaders) => loaders.session),
  programme: ({ programmeId }, _args, { loaders }) => loadExisting(loaders.programme, programmeId),
}
