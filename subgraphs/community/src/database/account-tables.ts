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
