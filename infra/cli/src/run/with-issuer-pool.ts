import { openPool } from '@shequ/postgres/open-pool'
import { readEnvironment } from '@shequ/process/read-environment'
import type { Pool } from 'pg'
import { databaseEnvironment } from './environment.js'
import { openDatabases, urlsOf } from './open-databases.js'
import { say } from './say.js'

/** Runs something on the issuer's database of the data folder, beside a hub that may be running there. */
export async function withIssuerPool<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const databases = await openDatabases(readEnvironment(databaseEnvironment), { say, wanted: ['issuer'], beside: true })
  const pool = openPool(urlsOf(databases, 'issuer').url)
  try {
    return await work(pool)
  } finally {
    await pool.end()
    await databases.stop()
  }
}
