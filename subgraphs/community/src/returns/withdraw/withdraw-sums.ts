import { boroughOf, cityOf, streetOf } from '@shequ/schema/codes/division-code'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/base-counts'
import { type ReturnKey, readReturns } from '@shequ/subgraph/returns/read-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { storeReturns } from '../store-returns.js'
import { readHiding } from './read-hiding.js'
import { sumsWithout } from './sums-without.js'

/**
 * Called when a community takes a dataset back from the city, inside the transaction that does it. The sums of its street, borough
 * and city stay as they were released, its records in them: the difference to others without it would tell what it hid.
 * But where what is left of a sum, when all that others tell is taken away, would be the community's own cell, there the sum gives
 * way to round bounds, as a new version.
 */
export async function withdrawSums(sql: TransactionSql, community: string, dataset: MeasuredDataset): Promise<void> {
  const keys = await sql<ReturnKey>(
    `select division_code as division, period from measure_return
     where division_code = $1 and kind = 'NAMED' and summed[$2::int] order by period`,
    community,
    measuredDatasets.indexOf(dataset) + 1,
  )
  const around = [...new Set([streetOf(community), boroughOf(community), cityOf(community)])]
  const own = await readReturns(sql, keys)
  const sums = await readReturns(
    sql,
    keys.flatMap(({ period }) => around.map((division) => ({ division, period }))),
  )
  const hiding = await readHiding(
    sql,
    community,
    dataset,
    keys.map(({ period }) => period),
  )
  const years = [...new Set(keys.map(({ period }) => period.slice(0, 4)))]
  const changed = years.flatMap((year) =>
    sumsWithout({
      dataset,
      named: own.filter(({ period }) => period.startsWith(year)),
      hiding,
      sums: sums.filter(({ kind, period }) => kind === 'SUM' && period.startsWith(year)),
    }),
  )
  await storeReturns(sql, changed)
}
