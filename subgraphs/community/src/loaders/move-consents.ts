import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { groupedByKey } from '@shequ/subgraph/loaders/grouped-by-key'
import { moveConsentColumns } from '../database/move-consent-columns.js'
import type { MoveConsentRow } from '../database/rows.js'

/** Loads what communities have consented to, all in one statement, by their codes. Who may know is for the reader to decide. */
export function moveConsentsLoader(run: RunStatement): DataLoader<string, MoveConsentRow[]> {
  return new DataLoader<string, MoveConsentRow[]>(async (codes) => {
    const rows = await run<MoveConsentRow>({
      text: `select ${moveConsentColumns} from move_consent where community_code = any($1::text[]) order by community_code, direction`,
      values: [codes],
    })
    return groupedByKey(codes, rows, ({ owner }) => owner)
  })
}
