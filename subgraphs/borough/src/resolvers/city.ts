import type { CityResolvers } from '../generated/resolver-types.js'

export const City: CityResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  boroughs: ({ code }, _args, { loaders }) => loaders.boroughsOfCity.load({ key: code, owner: code }, {}),
}
