import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import type { Pool } from 'pg'
import { checkWorlds } from '../testing/check-worlds.js'
import { countPeriods } from './count-periods.js'

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

test('every cell of random small worlds is what a direct count over their records gives', async () => {
  await checkWorlds(pool, { seed: 20250301, numRuns: 40 })
})

test('a text that names no period is refused', async () => {
  await expect(countPeriods(() => Promise.resolve([]), ['2025-13'], [])).rejects.toThrow('Expected a period such as')
})
