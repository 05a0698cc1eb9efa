import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from } from 'pg-copy-streams'

/** Writes rows in COPY's text format into a table, in the client's transaction. Fails as a whole. */
export async function copyRows(
  client: ClientBase,
  table: string,
  columns: string,
  chunks: readonly Buffer[],
): Promise<void> {
  if (chunks.length === 0) return
  const target = client.query(from(`copy ${table} (${columns}) from stdin`))
  await pipeline(Readable.from(chunks, { objectMode: false }), target)
}
