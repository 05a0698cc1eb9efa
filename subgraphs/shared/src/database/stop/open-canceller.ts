import { openPool } from '@shequ/postgres/open-pool'
import type { PoolClient } from 'pg'

/** Ends statements that run on other connections of the same role. */
export interface Canceller {
  /** Has the server end what a connection runs. Resolves when it was told; also where it could not be, since the statement's own limit ends it then. */
  cancel(client: PoolClient): Promise<void>
  close(): Promise<void>
}

/** How long telling the server may take, in milliseconds. */
const limit = 2_000

/**
 * Opens what cancels statements, on a connection of its own: those of the questions may all be taken by what is to be cancelled.
 * What is to be cancelled while one round trip is under way goes together with the next.
 */
export function openCanceller(url: string, applicationName: string): Canceller {
  const pool = openPool(url, { max: 1, applicationName, statementTimeoutMs: limit, connectionTimeoutMs: limit })
  let due = new Set<number>()
  let sending: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function send(): Promise<void> {
    const processes = [...due]
    due = new Set()
    next = undefined
    await pool
      .query('select pg_cancel_backend(process) from unnest($1::int[]) as process', [processes])
      .catch(() => undefined)
  }

  return {
    async cancel(client) {
      const process = processOf(client)
      if (process === undefined) return
      due.add(process)
      next ??= (sending ?? Promise.resolve()).then(() => (sending = send()))
      await next
    },
    close: () => pool.end(),
  }
}

/** The server's process behind a connection, which the driver knows but does not declare. */
function processOf(client: PoolClient): number | undefined {
  const process: unknown = Reflect.get(client, 'processID')
  return typeof process === 'number' ? process : undefined
}
