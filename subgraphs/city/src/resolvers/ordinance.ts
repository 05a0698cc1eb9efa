import type { OrdinanceResolvers } from '../generated/resolver-types.js'

export const Ordinance: OrdinanceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ordinance.load(id),
  status: ({ repealedOn }) => (repealedOn === null ? 'ADOPTED' : 'REPEALED'),
}
