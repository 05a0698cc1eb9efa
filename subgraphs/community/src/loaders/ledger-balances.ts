import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { groupedByKey } from '@shequ/subgraph/loaders/grouped-by-key'
import type { Account, LedgerAccount } from '../generated/resolver-types.js'

/** Every account of a ledger, in the schema's order. */
const accounts = [
  'CASH',
  'DONATIONS',
  'FEES',
  'OWN_INCOME',
  'ALLOCATION',
  'LEARNING',
  'FACILITIES',
  'OPERATION',
] as const satisfies readonly Account[]

interface BalanceRow {
  readonly owner: string
  readonly account: Account
  readonly balance: string
}

/**
 * Loads the balances of communities' ledgers, all in one statement: debits less credits in CNY, as decimal strings. Each
 * ledger has all accounts; one without entries stands at nothing.
 *
 * @param entries the entries that are added up, as SQL
 */
export function ledgerBalancesLoader(run: RunStatement, entries = 'ledger_entry'): DataLoader<string, LedgerAccount[]> {
  return new DataLoader<string, LedgerAccount[]>(async (communities) => {
    const rows = await run<BalanceRow>({
      text: `select community_code as owner, booking.account, sum(booking.change) as balance
from ${entries} entry cross join lateral (values (debit, amount), (credit, -amount)) as booking (account, change)
where community_code = any($1::text[]) and removed_at is null group by community_code, booking.account`,
      values: [communities],
    })
    return groupedByKey(communities, rows, ({ owner }) => owner).map((balances) =>
      accounts.map((account) => ({
        account,
        balance: balances.find((row) => row.account === account)?.balance ?? '0.00',
      })),
    )
  })
}
