import { expect } from 'vitest'
import { everyOwner } from '@shequ/postgres/write-owners'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import fc from 'fast-check'
import type { Pool } from 'pg'
import { countPeriods } from '../count/count-periods.js'
import { differences } from './differences.js'
import { drawWorld } from './draw-world.js'
import { worldCommunities } from './world.js'
import { writeWorld } from './write-world.js'

/** Ends a transaction whose writes are not to stay. */
class Undone extends Error {}

/** Periods whose records a world draws, and one that has hardly any. */
const periods = ['2024-12', '2025-01', '2025-03', '2025-12', '2024-Q4', '2025-Q1', '2025-Q2', '2024', '2025'] as const

/** Writes random worlds, one after another, and holds their counts against those by hand. Nothing stays. */
export async function checkWorlds(
  pool: Pool,
  options: { readonly seed: number; readonly numRuns: number },
): Promise<void> {
  const asked = fc.oneof(
    fc.constant([...periods]),
    fc.constantFrom(...periods).map((period) => [period]),
  )
  await fc.assert(
    fc.asyncProperty(
      drawWorld,
      asked,
      fc.subarray([...worldCommunities], { minLength: 1 }),
      async (records, asked, codes) => {
        const run = sqlTransaction(
          pool,
          async (sql) => {
            await writeWorld(sql, records)
            expect(differences(records, await countPeriods(sql, asked, codes, 2), codes)).toEqual([])
            throw new Undone()
          },
          everyOwner,
        )
        await expect(run).rejects.toThrow(Undone)
      },
    ),
    { endOnFailure: true, ...options },
  )
}
