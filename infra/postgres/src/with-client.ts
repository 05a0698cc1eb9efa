import { Client } from 'pg'

/** A database could not be connected to. `message` names it without its password. */
export class DatabaseUnreachable extends Error {
  constructor(where: string, cause: Error) {
    super(
      `Could not connect to ${where}: ${reasonOf(cause)}. Check its URL, and that the server runs and lets this role in.`,
      {
        cause,
      },
    )
    this.name = 'DatabaseUnreachable'
  }
}

/**
 * Opens one connection, runs `work` with it and closes it, whether that succeeds or not.
 *
 * @throws {DatabaseUnreachable} when there is no connection to be had.
 * @throws what `work` throws.
 */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const where = describeUrl(url)
  const client = new Client({ connectionString: url, application_name: 'shequ-hub', connectionTimeoutMillis: 10_000 })
  // A server that ends while a connection is idle reports it as an event; the next query rejects anyway.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseUnreachable(where, error as Error)
  }
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What a database's URL says without its password. */
function describeUrl(text: string): string {
  if (!URL.canParse(text)) {
    throw new Error('Expected a database URL like postgresql://role:password@host:5432/database, got something else.')
  }
  const { username, host, pathname } = new URL(text)
  return `the database ${decodeURIComponent(pathname.slice(1))} at ${host} as ${decodeURIComponent(username)}`
}

/** A name with several addresses fails with one error for each and no words of its own. */
function reasonOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message
  return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join('; ')
}
