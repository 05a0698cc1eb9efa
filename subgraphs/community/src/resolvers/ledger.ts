import type { LedgerEntryResolvers, LedgerResolvers } from '../generated/resolver-types.js'
import { loadShared, sharedRecord } from './load-shared.js'

export const Ledger: LedgerResolvers = {
  accounts: ({ owner }, _args, { loaders }) => loaders.ledgerBalances.load(owner),
  entries: ({ owner }, filter, { loaders }) => loaders.entriesOfLedger.load({ key: owner, owner }, filter),
}

export const LedgerEntry: LedgerEntryResolvers = {
  __resolveReference: sharedRecord('LEDGER', (loaders) => loaders.ledgerEntry),
  donation: ({ donationId }, _args, context) =>
    donationId === null ? null : loadShared(context, 'DONATIONS', (loaders) => loaders.donation, donationId),
}
