import type { Turns } from '@shequ/process/turns'
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg'
import type { CallDeadline } from '../call/call-deadline.js'
import { limitStatements } from './stop/limit-statements.js'
import type { Canceller } from './stop/open-canceller.js'
import { stopWhen } from './stop/stop-when.js'

/** The connections on which calls are answered. */
export interface Connections {
  readonly pool: Pool
  /** Gives the connections out in turn. A call that is stopped while it waits never begins. */
  readonly turns: Turns
  readonly canceller: Canceller
}

/** Runs a statement that reads. When its call ends early, a statement that waits for a connection never begins, and one that runs is cancelled. */
export async function readWithin<Row extends QueryResultRow>(
  { pool, turns, canceller }: Connections,
  query: QueryConfig,
  deadline: CallDeadline | undefined,
): Promise<QueryResult<Row>> {
  // A call that has written comes first: it only reads its answer now, and its time would be over behind many calls that still write.
  const endTurn = await turns.take(deadline?.stopped, (deadline?.writes.made ?? 0) > 0)
  try {
    const client = await pool.connect()
    let over: () => Promise<void> = async () => undefined
    try {
      deadline?.stopped.throwIfAborted()
      await limitStatements(client, deadline?.timeLeft())
      over = stopWhen(deadline?.stopped, client, canceller)
      const result = await client.query<Row>(query)
      await over()
      client.release()
      return result
    } catch (error) {
      await over()
      // What the server refuses leaves the connection as it was; one that broke is noticed by the pool.
      client.release()
      throw error
    }
  } finally {
    endTurn()
  }
}
