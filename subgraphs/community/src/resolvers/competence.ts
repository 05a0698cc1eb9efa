import type { CompetenceResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { competence } from './shared-types.js'

export const Competence: CompetenceResolvers = {
  __resolveReference: sharedRecord(competence),
}
