import type { AllocationResolvers } from '../generated/resolver-types.js'

export const Allocation: AllocationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.allocation.load(id),
  community: ({ communityCode }, _args, { loaders }) => loaders.community.load(communityCode),
}
