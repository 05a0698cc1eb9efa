import type { ClientBase } from 'pg'
import { copyRows } from './copy-rows.js'
import { type CopyValue, copyRow } from '../activity/basis/copy-text.js'

/** Rows that a table is to hold. The first `keys` columns are its primary key. */
export interface MergedTable {
  readonly table: string
  readonly columns: readonly string[]
  readonly keys: number
  readonly rows: readonly (readonly CopyValue[])[]
}

/**
 * Brings rows into a table by way of a temporary one: new ones are added, those that differ are changed and stamped, and those
 * that are the same stay as they are, `updated_at` included. Rows that were removed and are there again lose their tombstone.
 *
 * @returns how many rows were added or changed.
 */
export async function mergeRows(client: ClientBase, { table, columns, keys, rows }: MergedTable): Promise<number> {
  const staged = `staged_${table}`
  const key = columns.slice(0, keys).join(', ')
  const rest = columns.slice(keys)
  await client.query(
    `create temporary table ${staged} on commit drop as select ${columns.join(', ')} from ${table} with no data`,
  )
  await copyRows(client, staged, columns.join(', '), [Buffer.from(rows.map(copyRow).join(''))])
  const kept = `(${rest.map((column) => `${table}.${column}`).join(', ')})`
  const wanted = `(${rest.map((column) => `excluded.${column}`).join(', ')})`
  const merged = await client.query(
    `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from ${staged}
     on conflict (${key}) do update
       set ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}, updated_at = now(), removed_at = null
     where ${kept} is distinct from ${wanted} or ${table}.removed_at is not null`,
  )
  return merged.rowCount ?? 0
}
