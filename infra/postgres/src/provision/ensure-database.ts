import type { ClientBase } from 'pg'
import { restrictDatabase } from './restrict-database.js'
import type { TierNames } from './tier-names.js'

/**
 * Makes a tier's database, owned by its owner role, and lets only its two roles connect. Text sorts by code point on
 * every server; what counts as a letter follows Unicode, which trigram search over Chinese text needs.
 */
export async function ensureDatabase(client: ClientBase, names: TierNames, version: number): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [names.database])
  if (rowCount === 0) await createDatabase(client, names, version)
  await restrictDatabase(client, names)
}

async function createDatabase(client: ClientBase, names: TierNames, version: number): Promise<void> {
  const database = client.escapeIdentifier(names.database)
  const owner = client.escapeIdentifier(names.owner)
  const { rows } = await client.query<{ datctype: string }>(
    "select datctype from pg_database where datname = 'template0'",
  )
  const letters = client.escapeLiteral(rows[0]?.datctype ?? 'C')
  const provider = version >= 170_000 ? "locale_provider builtin builtin_locale 'C.UTF-8'" : 'locale_provider libc'
  await client.query(
    `create database ${database} owner ${owner} template template0 encoding 'UTF8' ${provider} lc_collate 'C' lc_ctype ${letters}`,
  )
}
