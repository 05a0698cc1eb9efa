import type { CommitteeSeatResolvers } from '../generated/resolver-types.js'

export const CommitteeSeat: CommitteeSeatResolvers = {
  organisation: ({ organisationCode }, _args, { loaders }) =>
    organisationCode === null ? null : loaders.organisation.load(organisationCode),
}
