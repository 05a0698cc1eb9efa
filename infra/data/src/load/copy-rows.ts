import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from } from 'pg-copy-streams'

/**
 * Writes rows in COPY's text format into a table, in the client's transaction. Fails as a whole. Where the role is held to the owners of
 * rows, which COPY does not know of, they go by way of a temporary table.
 */
export async function copyRows(
  client: ClientBase,
  table: string,
  columns: string,
  chunks: readonly Buffer[],
): Promise<void> {
  if (chunks.length === 0) return
  const copyInto = (target: string) =>
    pipeline(Readable.from(chunks, { objectMode: false }), client.query(from(`copy ${target} (${columns}) from stdin`)))
  const { rows } = await client.query<{ isHeld: boolean }>('select row_security_active($1::text) as "isHeld"', [table])
  if (!rows[0]?.isHeld) return copyInto(table)
  const copied = `copied_${table}`
  await client.query(`create temporary table ${copied} on commit drop as select ${columns} from ${table} with no data`)
  await copyInto(copied)
  await client.query(`insert into ${table} (${columns}) select ${columns} from ${copied}`)
  await client.query(`drop table ${copied}`)
}
