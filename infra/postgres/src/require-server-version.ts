import type { ClientBase } from 'pg'

const oldest = 150_000

/**
 * The server's version as PostgreSQL counts it (`180004` is 18.4).
 *
 * @throws when it is older than PostgreSQL 15.
 */
export async function requireServerVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  )
  const version = Number(rows[0]?.number ?? 0)
  if (version >= oldest) return version
  throw new Error(
    `Expected PostgreSQL 15 or later, but the server is ${rows[0]?.name ?? 'of an unknown version'}. ` +
      'Upgrade it, or point the tier at another server.',
  )
}
