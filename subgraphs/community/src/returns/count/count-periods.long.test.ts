import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, test } from 'vitest'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import type { Pool } from 'pg'
import { checkWorlds } from '../testing/check-worlds.js'

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
  database = await createTestDatabase({ tier: 'community', migrations })
  pool = openPool(database.url)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test.each([1, 2, 3, 4, 5])(
  'every cell of 300 random small worlds is what a direct count gives (seed %d)',
  (seed) => checkWorlds(pool, { seed, numRuns: 300 }),
  300_000,
)
