import type { RunStatement } from '@shequ/subgraph/database/statement'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import { openDonationTable, openLedgerEntries, openLedgerEntryTable } from '../database/account-tables.js'
import { openVoiceTable } from '../database/resident-tables.js'
import type * as Rows from '../database/rows.js'
import type * as Graph from '../generated/resolver-types.js'
import { ledgerBalancesLoader } from './ledger-balances.js'
import * as accountLists from './lists/account-lists.js'
import * as residentLists from './lists/resident-lists.js'

/** The loaders of records that tell what single residents did, as all but the community's office may know them. */
export function createOpenLoaders(run: RunStatement) {
  return {
    voice: recordLoader<Rows.VoiceRow>(run, openVoiceTable),
    donation: recordLoader<Rows.DonationRow>(run, openDonationTable),
    ledgerEntry: recordLoader<Rows.LedgerEntryRow>(run, openLedgerEntryTable),
    voicesOfCommunity: listLoader<Graph.CommunityVoicesArgs, Rows.VoiceRow>(run, residentLists.openVoicesOfCommunity),
    donationsOfCommunity: listLoader<Graph.CommunityDonationsArgs, Rows.DonationRow>(
      run,
      accountLists.openDonationsOfCommunity,
    ),
    entriesOfLedger: listLoader<Graph.LedgerEntriesArgs, Rows.LedgerEntryRow>(run, accountLists.openEntriesOfLedger),
    ledgerBalances: ledgerBalancesLoader(run, openLedgerEntries),
  }
}

export type OpenLoaders = ReturnType<typeof createOpenLoaders>
