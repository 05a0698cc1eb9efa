import { openPool } from '@shequ/postgres/open-pool'
import type { TierDatabases } from '@shequ/postgres/provision/open-tier-databases'
import type { Pool } from 'pg'
import { type DatabaseSettings, openDatabases, urlsOf } from './open-databases.js'
import { say } from './say.js'

/** Runs something on the community tier's database of the data folder, beside a hub or a node that may be running there. */
export async function withCommunityPool<Result>(
  settings: DatabaseSettings,
  work: (pool: Pool, databases: TierDatabases) => Promise<Result>,
): Promise<Result> {
  const databases = await openDatabases(settings, { say, wanted: ['community'], beside: true })
  const pool = openPool(urlsOf(databases, 'community').url)
  try {
    return await work(pool, databases)
  } finally {
    await pool.end()
    await databases.stop()
  }
}
