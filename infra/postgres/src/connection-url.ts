/** The parts of a database's address. */
export interface ConnectionParts {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** A `postgresql://` URL of these parts, each escaped. It holds the password: never log it. */
export function connectionUrl({ host, port, user, password, database }: ConnectionParts): string {
  const who = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  return `postgresql://${who}@${host}:${port}/${encodeURIComponent(database)}`
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
