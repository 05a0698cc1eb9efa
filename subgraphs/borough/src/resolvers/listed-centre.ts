import { toGlobalId } from '@shequ/subgraph/records/global-id'
import type { ListedCentreResolvers } from '../generated/resolver-types.js'

export const ListedCentre: ListedCentreResolvers = {
  community: ({ owner }, _args, { loaders }) => loaders.community.load(owner),
  consignments: ({ owner, id: educationCentreId, consignments }) =>
    consignments?.map(({ id, operator, ...term }) => ({
      ...term,
      id: toGlobalId(owner, id),
      operatorCreditCode: operator,
      educationCentreId,
    })) ?? null,
  educationCentre: ({ id }) => ({ id }),
}
