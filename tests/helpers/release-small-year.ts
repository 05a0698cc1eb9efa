import { countWithParts } from '@shequ/community/returns/count/count-with-parts'
import { partsOf } from '@shequ/disclosure'
import { type Released, city, releaseInTurn } from '@shequ/disclosure/testing/release-in-turn'
import { openPool } from '@shequ/postgres/open-pool'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { loadSmallBoroughs } from './load-small-boroughs.js'

/** Releases a year of boroughs of the small city, one period after the other as closing does, everybody sharing all with everybody. */
export async function releaseSmallYear(
  boroughs: readonly string[],
  year: Period,
): Promise<ReadonlyMap<Period, Released>> {
  const { community } = await loadSmallBoroughs(boroughs)
  const pool = openPool(community.url)
  try {
    const { codes, counts } = await sqlTransaction(pool, (sql) => countWithParts(sql, city, [year]))
    return releaseInTurn([...partsOf(year), year], (period) =>
      [...codes].map((code) => ({
        code,
        smallestCell: 11,
        levels: measuredDatasets.map(() => 'PUBLIC'),
        values: counts.get(period)?.valuesOf(code) ?? new Float64Array(),
        dominated: [],
      })),
    )
  } finally {
    await pool.end()
  }
}
