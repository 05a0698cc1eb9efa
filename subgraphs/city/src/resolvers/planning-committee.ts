import type { PlanningCommitteeResolvers } from '../generated/resolver-types.js'

export const PlanningCommittee: PlanningCommitteeResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.planningCommittee.load(id),
  seats: ({ uuid, owner }, _args, { loaders }) => loaders.seatsOfCommittee.load({ key: uuid, owner }, {}),
  decisions: ({ uuid, owner }, filter, { loaders }) => loaders.decisionsOfCommittee.load({ key: uuid, owner }, filter),
}
