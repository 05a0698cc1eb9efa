import type { ConsignmentResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { consignment } from './shared-types.js'
import { loadExisting } from '@shequ/subgraph/loaders/load-existing'

export const Consignment: ConsignmentResolvers = {
  __resolveReference: sharedRecord(consignment),
  educationCentre: ({ educationCentreId }, _args, { loaders }) =>
    loadExisting(loaders.educationCentre, educationCentreId),
  operator: ({ operatorCreditCode }) => ({ creditCode: operatorCreditCode }),
}
