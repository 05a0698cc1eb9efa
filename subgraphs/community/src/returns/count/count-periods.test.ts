import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWorlds } from '../testing/check-worlds.js'
import { type EmptyDatabase, openEmptyDatabase } from '../testing/open-empty-database.js'
import { countPeriods } from './count-periods.js'

let database: EmptyDatabase
beforeAll(async () => {
  database = await openEmptyDatabase()
})
afterAll(() => database.close())

test('every cell of random small worlds is what a direct count over their records gives', async () => {
  await checkWorlds(database.pool, { seed: 20250301, numRuns: 40 })
})

test('a text that names no period is refused', async () => {
  await expect(countPeriods(() => Promise.resolve([]), ['2025-13'], [])).rejects.toThrow('Expected a period such as')
})
