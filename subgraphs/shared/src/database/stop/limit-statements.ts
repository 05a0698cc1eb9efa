import type { PoolClient } from 'pg'

/** The limit that was set on a connection, in milliseconds. */
const limits = new WeakMap<PoolClient, number>()

/** To what limits are rounded up, in milliseconds, so that nearly all calls find the connection's as theirs is. */
const step = 250

/**
 * Sets how long the server lets a statement of a connection run: as long as its call has time left, or, without a number, as the
 * pool has it. This holds where the process can cancel nothing any more, since it is killed or stuck.
 */
export async function limitStatements(client: PoolClient, timeLeft: number | undefined): Promise<void> {
  const known = limits.get(client)
  if (timeLeft === undefined) {
    if (known === undefined) return
    await client.query('reset statement_timeout')
    limits.delete(client)
    return
  }
  const limit = Math.max(step, Math.ceil(timeLeft / step) * step)
  if (limit === known) return
  await client.query(`set statement_timeout = ${limit}`)
  limits.set(client, limit)
}
