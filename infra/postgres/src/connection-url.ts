/** The parts of a database's address. */
export interface ConnectionParts {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/**
 * What the driver would take from the shell's PostgreSQL variables (PGSSLMODE, PGOPTIONS and the like) if the URL did not say it. Those
 * are about other servers: a server that this project starts speaks no TLS.
 */
const settings = new URLSearchParams({
  sslmode: 'disable',
  sslnegotiation: 'postgres',
  options: '-c timezone=UTC',
  client_encoding: 'UTF8',
  replication: 'false',
})

/**
 * The `postgresql://` URL of an embedded server's database: these parts, each escaped, and every other setting of a connection, so
 * that nothing of it depends on the environment. It holds the password: never log it.
 */
export function connectionUrl({ host, port, user, password, database }: ConnectionParts): string {
  const who = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  return `postgresql://${who}@${host}:${port}/${encodeURIComponent(database)}?${settings.toString().replaceAll('+', '%20')}`
}

/** The same server's URL for another database, and for another role where one is given. */
export function withDatabase(
  url: string,
  database: string,
  role?: { readonly user: string; readonly password: string },
): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  if (role) {
    changed.username = encodeURIComponent(role.user)
    changed.password = encodeURIComponent(role.password)
  }
  return changed.href
}

/** The name of the database that a URL points to. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}
