import type { List } from '@shequ/subgraph/paging/list'
import type {
  CommunityDonationsArgs,
  CommunityGuidanceResponsesArgs,
  LedgerEntriesArgs,
} from '../../generated/resolver-types.js'
import {
  donationTable,
  guidanceResponseTable,
  ledgerEntryTable,
  openDonationTable,
  openLedgerEntryTable,
} from '../../database/account-tables.js'

/** Donations a community received, latest first. */
export const donationsOfCommunity: List<CommunityDonationsArgs> = {
  table: donationTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'awardDate', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
}

/** Those that all may know, by the same rules. */
export const openDonationsOfCommunity: List<CommunityDonationsArgs> = {
  ...donationsOfCommunity,
  table: openDonationTable,
}

/** The entries of a community's ledger, latest first. */
export const entriesOfLedger: List<LedgerEntriesArgs> = {
  table: ledgerEntryTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'bookedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ from, to }) => [
    { sql: 'booked_on >= $::date', value: from },
    { sql: 'booked_on <= $::date', value: to },
  ],
}

/** Those that all may know, by the same rules. */
export const openEntriesOfLedger: List<LedgerEntriesArgs> = { ...entriesOfLedger, table: openLedgerEntryTable }

/** How a community answered guidance, latest first. */
export const guidanceResponsesOfCommunity: List<CommunityGuidanceResponsesArgs> = {
  table: guidanceResponseTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'answeredOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
}
