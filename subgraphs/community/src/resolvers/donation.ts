import type { DonationResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const Donation: DonationResolvers = {
  __resolveReference: sharedRecord('DONATIONS', (loaders) => loaders.donation),
  fundingOrganisation: ({ fundingOrganisationCode }) =>
    fundingOrganisationCode === null ? null : { creditCode: fundingOrganisationCode },
}
