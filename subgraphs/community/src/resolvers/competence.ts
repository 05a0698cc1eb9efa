import type { CompetenceResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const Competence: CompetenceResolvers = {
  __resolveReference: sharedRecord({
    name: 'Competence',
    dataset: 'COMPETENCES',
    loaderOf: (loaders) => loaders.competence,
  }),
}
