import { afterAll, beforeAll, test } from 'vitest'
import { shareOf } from '@shequ/process/testing/random-seed'
import { checkWorlds } from '../testing/check-worlds.js'
import { type EmptyDatabase, openEmptyDatabase } from '../testing/open-empty-database.js'

const worlds = shareOf(300)

let database: EmptyDatabase
beforeAll(async () => {
  database = await openEmptyDatabase()
})
afterAll(() => database.close())

test.each([1, 2, 3, 4, 5])(
  `every cell of ${worlds} random small worlds is what a direct count gives (seed %d)`,
  (seed) => checkWorlds(database.pool, { seed, numRuns: worlds }),
  300_000,
)
