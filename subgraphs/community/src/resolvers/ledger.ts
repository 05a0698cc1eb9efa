import type { LedgerEntryResolvers, LedgerResolvers } from '../generated/resolver-types.js'
import { loadShared, sharedRecord } from './load-shared.js'
import { donation, ledgerEntry } from './shared-types.js'
import { visibleTo } from './visible-to.js'

export const Ledger: LedgerResolvers = {
  accounts: async ({ owner }, _args, context) => {
    const accounts = await visibleTo(context, owner).ledgerBalances.load(owner)
    context.accesses.noteBelow(owner, 'LEDGER', 'Ledger.accounts', accounts.length)
    return accounts
  },
  entries: async ({ owner }, filter, context) => {
    const page = await visibleTo(context, owner).entriesOfLedger.load({ key: owner, owner }, filter)
    context.accesses.noteBelow(owner, 'LEDGER', 'Ledger.entries', page.nodes.length)
    return page
  },
}

export const LedgerEntry: LedgerEntryResolvers = {
  __resolveReference: sharedRecord(ledgerEntry),
  donation: ({ donationId }, _args, context) =>
    donationId === null ? null : loadShared(context, donation, donationId),
}
