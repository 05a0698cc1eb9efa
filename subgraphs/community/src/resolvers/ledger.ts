import type { LedgerEntryResolvers, LedgerResolvers } from '../generated/resolver-types.js'
import { loadShared, sharedRecord } from './load-shared.js'
import { donation } from './shared-types.js'

export const Ledger: LedgerResolvers = {
  accounts: async ({ owner }, _args, { accesses, loaders }) => {
    const accounts = await loaders.ledgerBalances.load(owner)
    accesses.noteBelow(owner, 'LEDGER', 'Ledger.accounts', accounts.length)
    return accounts
  },
  entries: async ({ owner }, filter, { accesses, loaders }) => {
    const page = await loaders.entriesOfLedger.load({ key: owner, owner }, filter)
    accesses.noteBelow(owner, 'LEDGER', 'Ledger.entries', page.nodes.length)
    return page
  },
}

export const LedgerEntry: LedgerEntryResolvers = {
  __resolveReference: sharedRecord({
    name: 'LedgerEntry',
    dataset: 'LEDGER',
    loaderOf: (loaders) => loaders.ledgerEntry,
  }),
  donation: ({ donationId }, _args, context) =>
    donationId === null ? null : loadShared(context, donation, donationId),
}
