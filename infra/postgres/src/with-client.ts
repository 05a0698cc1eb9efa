import { Client } from 'pg'

/**
 * Opens one connection, runs `work` with it and closes it, whether that succeeds or not.
 *
 * @throws what the connection or `work` throws.
 */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A server that ends while a connection is idle reports it as an event; the next query rejects anyway.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
