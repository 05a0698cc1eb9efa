import type { MeasureRowResolvers } from '../generated/resolver-types.js'

export const MeasureRow: MeasureRowResolvers = {
  borough: ({ boroughCode }, _args, { loaders }) => (boroughCode === null ? null : loaders.borough.load(boroughCode)),
  street: ({ streetCode }, _args, { loaders }) => (streetCode === null ? null : loaders.street.load(streetCode)),
  community: ({ communityCode }, _args, { loaders }) =>
    communityCode === null ? null : loaders.community.load(communityCode),
}
