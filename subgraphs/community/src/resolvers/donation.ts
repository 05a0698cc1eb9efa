import type { DonationResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { donation } from './shared-types.js'

export const Donation: DonationResolvers = {
  __resolveReference: sharedRecord(donation),
  fundingOrganisation: ({ fundingOrganisationCode }) =>
    fundingOrganisationCode === null ? null : { creditCode: fundingOrganisationCode },
}
