import type { CompetenceResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const Competence: CompetenceResolvers = {
  __resolveReference: sharedRecord('COMPETENCES', (loaders) => loaders.competence),
}
