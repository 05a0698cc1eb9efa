import type { ClientBase } from 'pg'

export interface RoleRights {
  readonly password: string
  /** Whether row-level security is not for it: for the role that owns the tables, which could as well take it off. */
  readonly mayWriteAllRows: boolean
}

/**
 * Makes a role that may log in with this password and nothing more, or brings an existing one back to that: no superuser, no
 * new databases or roles, no replication.
 */
export async function ensureRole(
  client: ClientBase,
  role: string,
  { password, mayWriteAllRows }: RoleRights,
): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  const verb = rowCount === 0 ? 'create' : 'alter'
  const limits = 'login nosuperuser nocreatedb nocreaterole noreplication'
  const rows = mayWriteAllRows ? 'bypassrls' : 'nobypassrls'
  await client.query(
    `${verb} role ${client.escapeIdentifier(role)} with ${limits} ${rows} password ${client.escapeLiteral(password)}`,
  )
}
