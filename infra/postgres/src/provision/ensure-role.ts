import type { ClientBase } from 'pg'

/**
 * Makes a role that may log in with this password and nothing more, or brings an existing one back to that: no superuser, no
 * new databases or roles, no replication.
 */
export async function ensureRole(client: ClientBase, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  const verb = rowCount === 0 ? 'create' : 'alter'
  const limits = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
  await client.query(
    `${verb} role ${client.escapeIdentifier(role)} with ${limits} password ${client.escapeLiteral(password)}`,
  )
}
