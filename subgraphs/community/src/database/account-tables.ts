import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

const record = { ...keyColumns('community_code'), ...recordColumns }

export const donationTable: Table = {
  name: 'donation',
  columns: {
    ...record,
    title: 'title',
    awardDate: 'award_date',
    amountAwarded: 'amount_awarded',
    currency: "'CNY'",
    fundingOrganisationCode: 'funding_organisation_code',
  },
}

/** What all but the office may know: what organisations gave. What residents gave is told in sums. */
export const openDonationTable: Table = {
  ...donationTable,
  name: 'open_donation',
  from: '(select * from donation where funding_organisation_code is not null)',
}

export const ledgerEntryTable: Table = {
  name: 'ledger_entry',
  columns: {
    ...record,
    bookedOn: 'booked_on',
    debit: 'debit',
    credit: 'credit',
    amount: 'amount',
    subject: 'subject',
    donationId: "community_code || ':' || donation_id",
  },
}

/** The bookings that tell nothing of single residents: all but fees, and what was given without an organisation. */
export const openLedgerEntries = `(select * from ledger_entry booked
where 'FEES' not in (debit, credit) and ('DONATIONS' not in (debit, credit) or exists (select from donation
  where donation.community_code = booked.community_code and donation.id = booked.donation_id and funding_organisation_code is not null)))`

/** What all but the office may know of the ledger. */
export const openLedgerEntryTable: Table = { ...ledgerEntryTable, name: 'open_ledger_entry', from: openLedgerEntries }

export const guidanceResponseTable: Table = {
  name: 'guidance_response',
  columns: {
    ...record,
    guidanceId: 'guidance_id',
    decision: 'decision',
    reason: 'reason',
    countermeasure: 'countermeasure',
    answeredOn: 'answered_on',
  },
}
