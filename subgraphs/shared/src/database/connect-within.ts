import { AsyncLocalStorage } from 'node:async_hooks'
import type { PoolClient } from 'pg'
import type { CallDeadline } from '../call/call-deadline.js'
import type { Connections } from './read-within.js'
import { limitStatements } from './stop/limit-statements.js'
import { stopWhen } from './stop/stop-when.js'

/** Runs work whose connections are taken from the pool by Prisma, which is not told for how long they are of use. */
export type Within = <Result>(deadline: CallDeadline | undefined, work: () => Promise<Result>) => Promise<Result>

/**
 * Has every connection that is taken inside of `Within` limited by its call: its statements by the time that is left, and cancelled when
 * that is over. It goes back to the pool when no cancelling is under way any more.
 */
export function connectWithin({ pool, canceller }: Pick<Connections, 'pool' | 'canceller'>): Within {
  const calls = new AsyncLocalStorage<{ readonly deadline: CallDeadline | undefined }>()
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<PoolClient>

  async function connectFor(deadline: CallDeadline | undefined): Promise<PoolClient> {
    const client = await connect()
    try {
      await limitStatements(client, deadline?.timeLeft())
    } catch (error) {
      client.release(true)
      throw error
    }
    const over = stopWhen(deadline?.expired, client, canceller)
    const release = client.release.bind(client)
    const releaseWhenOver = async (error?: Error | boolean) => {
      await over()
      release(error)
    }
    client.release = (error) => void releaseWhenOver(error)
    return client
  }

  pool.connect = ((callback?: unknown) => {
    const call = calls.getStore()
    return call === undefined || callback !== undefined ? connect(callback) : connectFor(call.deadline)
  }) as typeof pool.connect
  return (deadline, work) => calls.run({ deadline }, work)
}
