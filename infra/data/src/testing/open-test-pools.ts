import { fileURLToPath } from 'node:url'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { tiers } from '@shequ/schema/tiers'
import type { TierPools } from '../load/tier-pools.js'

/** The empty databases of all tiers, as the owners of their tables. */
export interface TestPools {
  readonly pools: TierPools
  close(): Promise<void>
}

/** Makes the databases of all tiers for a test of what is loaded into them. Call `close` in `afterAll`. */
export async function openTestPools(): Promise<TestPools> {
  const opened = await Promise.all(
    tiers.map(async (tier) => {
      const migrations = fileURLToPath(new URL(`../../../../subgraphs/${tier}/prisma/migrations`, import.meta.url))
      const database = await createTestDatabase({ tier, migrations })
      return { tier, database, pool: openPool(database.ownerUrl) }
    }),
  )
  return {
    pools: Object.fromEntries(opened.map(({ tier, pool }) => [tier, pool])) as unknown as TierPools,
    close: async () => {
      await Promise.all(opened.map(({ pool }) => pool.end()))
      await Promise.all(opened.map(({ database }) => database.drop()))
    },
  }
}
