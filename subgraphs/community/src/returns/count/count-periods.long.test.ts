import { afterAll, beforeAll, test } from 'vitest'
import { checkWorlds } from '../testing/check-worlds.js'
import { type EmptyDatabase, openEmptyDatabase } from '../testing/open-empty-database.js'

let database: EmptyDatabase
beforeAll(async () => {
  database = await openEmptyDatabase()
})
afterAll(() => database.close())

test.each([1, 2, 3, 4, 5])(
  'every cell of 300 random small worlds is what a direct count gives (seed %d)',
  (seed) => checkWorlds(database.pool, { seed, numRuns: 300 }),
  300_000,
)
