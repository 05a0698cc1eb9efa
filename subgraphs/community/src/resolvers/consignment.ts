import type { ConsignmentResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { requireRecord } from './require-record.js'

export const Consignment: ConsignmentResolvers = {
  __resolveReference: sharedRecord('CENTRES', (loaders) => loaders.consignment),
  educationCentre: ({ educationCentreId }, _args, { loaders }) =>
    requireRecord(loaders.educationCentre, educationCentreId),
  operator: ({ operatorCreditCode }) => ({ creditCode: operatorCreditCode }),
}
