import type { ListedConsignmentResolvers } from '../generated/resolver-types.js'

export const ListedConsignment: ListedConsignmentResolvers = {
  operator: ({ operatorCreditCode }) => ({ creditCode: operatorCreditCode }),
  educationCentre: ({ educationCentreId }, _args, { loaders }) => loaders.listedCentre.load(educationCentreId),
  consignment: ({ id }) => ({ id }),
}
