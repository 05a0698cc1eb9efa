import DataLoader from 'dataloader'
import type { RunStatement } from '../database/statement.js'
import { narrowTo, selectionOf, sourceOf, type Table } from '../database/table.js'
import { readGlobalId } from '../records/global-id.js'
import { inKeyOrder } from './in-key-order.js'

/**
 * Loads records by the graph's ids, in one statement for all that a query asks; null for an id that no record has. A
 * record that was removed is loaded with its tombstone.
 */
export function recordLoader<Row extends { readonly id: string }>(
  run: RunStatement,
  table: Table,
): DataLoader<string, Row | null> {
  const owner = table.columns['owner'] ?? 'owner'
  return new DataLoader<string, Row | null>(async (ids) => {
    const keys = ids.map(readGlobalId).filter((key) => key !== null)
    const rows = await run<Row>({
      text: `select ${selectionOf(narrowTo(run.asked, table))} from ${sourceOf(table)} where ${owner} = any($1::text[]) and id = any($2::uuid[])`,
      values: [[...new Set(keys.map((key) => key.owner))], keys.map((key) => key.id)],
    })
    return inKeyOrder(ids, rows, (row) => row.id)
  })
}
