import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { selectionOf } from '@shequ/subgraph/database/table'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { type LocalFieldKey, localFieldTable } from '../database/local-field-table.js'
import type { LocalFieldRow } from '../database/rows.js'

/** Loads fields of communities' own, all that a query asks in one statement; null for one that there is not. */
export function localFieldLoader(run: RunStatement): DataLoader<LocalFieldKey, LocalFieldRow | null, string> {
  return new DataLoader<LocalFieldKey, LocalFieldRow | null, string>(
    async (keys) => {
      const rows = await run<LocalFieldRow>({
        text: `select ${selectionOf(localFieldTable)} from local_field
where (community_code, name) in (select * from unnest($1::text[], $2::text[]))`,
        values: [keys.map(({ community }) => community), keys.map(({ name }) => name)],
      })
      return inKeyOrder(keys.map(keyOf), rows, (row) => keyOf({ community: row.owner, name: row.name }))
    },
    { cacheKeyFn: keyOf },
  )
}

function keyOf({ community, name }: LocalFieldKey): string {
  return `${community} ${name}`
}
