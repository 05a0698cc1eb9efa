import { HubError } from '@shequ/schema/errors/hub-error'
import { z } from 'zod'
import type { MovedTable } from './moved-tables.js'

const rowsSchema = z.strictObject({ table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })

/** Whether a line, read as JSON, is one of rows. */
export function isOfRows(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'table' in said
}

/**
 * The table that a line of rows is for, once every row in it is known to be the community's, and to have the table's columns and no others.
 *
 * @param said the line, read as JSON
 * @throws {HubError} BAD_REQUEST for another table, or for rows of another form; FORBIDDEN for a row of another owner. Both name the table.
 */
export function tableOfRows(said: unknown, tables: ReadonlyMap<string, MovedTable>, community: string): MovedTable {
  const parsed = rowsSchema.safeParse(said)
  if (!parsed.success) throw refused('`{"table", "rows"}` with a list of rows', 'something else', community)
  const { table: name, rows } = parsed.data
  const table = tables.get(name)
  if (!table) throw refused('rows of a table that moves', `those of ${quote(name)}`, community)
  const columns = new Set(table.columns)
  for (const row of rows) {
    const unknown = Object.keys(row).find((column) => !columns.has(column))
    if (unknown !== undefined) {
      throw refused(`the columns of "${name}"`, `${quote(unknown)}, which it does not have`, community)
    }
    const missing = table.columns.find((column) => !Object.hasOwn(row, column))
    if (missing !== undefined) throw refused(`all columns of "${name}"`, `a row without "${missing}"`, community)
    if (row[table.owner] !== community) throw foreignRow(table, row[table.owner], community)
  }
  return table
}

function foreignRow({ name }: MovedTable, owner: unknown, community: string): HubError {
  const whose = typeof owner === 'string' ? quote(owner) : 'nobody'
  return new HubError(
    'FORBIDDEN',
    `Expected rows of ${community} alone, but got one of "${name}" that is of ${whose}. Nothing was taken.`,
    { community, table: name },
  )
}

function refused(expected: string, got: string, community: string): HubError {
  return new HubError('BAD_REQUEST', `Expected ${expected}, but got ${got}. Nothing was taken.`, { community })
}

/** What another server wrote, short enough for a message. */
function quote(text: string): string {
  return JSON.stringify(text.slice(0, 63))
}
