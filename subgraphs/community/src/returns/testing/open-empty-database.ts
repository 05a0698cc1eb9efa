import { fileURLToPath } from 'node:url'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import type { Pool } from 'pg'

/** A community database without a record. */
export interface EmptyDatabase {
  readonly pool: Pool
  close(): Promise<void>
}

/** Makes a community database without a record for a test. Call `close` in `afterAll`. */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
  const database = await createTestDatabase({ tier: 'community', migrations })
  const pool = openPool(database.url)
  return {
    pool,
    close: async () => {
      await pool.end()
      await database.drop()
    },
  }
}
