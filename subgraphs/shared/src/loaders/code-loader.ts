import DataLoader from 'dataloader'
import type { RunStatement } from '../database/statement.js'
import { narrowTo, selectionOf, sourceOf, type Table } from '../database/table.js'
import { inKeyOrder } from './in-key-order.js'

/**
 * Loads rows by a code that is their table's key, such as a division's, in one statement for all that a query asks;
 * null for a code that the table lacks.
 *
 * @param property the property of the row that holds the code
 */
export function codeLoader<Property extends string, Row extends Readonly<Record<Property, string>>>(
  run: RunStatement,
  table: Table,
  property: Property,
): DataLoader<string, Row | null> {
  const column = table.columns[property] ?? property
  return new DataLoader<string, Row | null>(async (codes) => {
    const rows = await run<Row>({
      text: `select ${selectionOf(narrowTo(run.asked, table))} from ${sourceOf(table)} where ${column} = any($1::text[])`,
      values: [codes],
    })
    return inKeyOrder<string, Row>(codes, rows, (row) => row[property])
  })
}
