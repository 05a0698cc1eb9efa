import type { CommitteeDecisionResolvers } from '../generated/resolver-types.js'

export const CommitteeDecision: CommitteeDecisionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.committeeDecision.load(id),
}
