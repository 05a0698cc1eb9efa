import { everyOwner, writeOwnersSetting, writeOwnersValue } from '@shequ/postgres/write-owners'
import type { ClientBase, Pool } from 'pg'

/** A pool of connections to each tier's database, each under the role that owns that tier's tables. */
export interface TierPools {
  readonly city: Pool
  readonly borough: Pool
  readonly community: Pool
}

/**
 * Runs `work` in one transaction of one connection, which may write rows of every owner. What was there before stays when it throws or the process is killed.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query('select set_config($1, $2, true)', [writeOwnersSetting, writeOwnersValue(everyOwner)])
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}
