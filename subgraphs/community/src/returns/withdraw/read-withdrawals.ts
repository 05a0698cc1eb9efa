import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import { type ReturnKey, readReturns } from '@shequ/subgraph/returns/read-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { readHiding } from './read-hiding.js'
import type { Withdrawal } from './sums-without.js'

/**
 * Reads a community's returns of a dataset that are in the sums of areas around it, with these and with what others hide: year by year.
 *
 * @param periods those that are looked at; all when they are left out
 */
export async function readWithdrawals(
  sql: TransactionSql,
  community: string,
  dataset: MeasuredDataset,
  { areas, periods: only }: { readonly areas: readonly string[]; readonly periods?: readonly Period[] },
): Promise<readonly Withdrawal[]> {
  const keys = await sql<ReturnKey>(
    `select division_code as division, period from measure_return
     where division_code = $1 and kind = 'NAMED' and summed[$2::int] and ($3::text[] is null or period = any($3)) order by period`,
    community,
    measuredDatasets.indexOf(dataset) + 1,
    only ?? null,
  )
  const periods = keys.map(({ period }) => period)
  const own = await readReturns(sql, keys)
  const around = periods.flatMap((period) => areas.map((division) => ({ division, period })))
  const sums = (await readReturns(sql, around)).filter(({ kind }) => kind === 'SUM')
  const hiding = await readHiding(sql, community, dataset, periods)
  return [...new Set(periods.map((period) => period.slice(0, 4)))].map((year) => ({
    dataset,
    named: own.filter(({ period }) => period.startsWith(year)),
    hiding,
    sums: sums.filter(({ period }) => period.startsWith(year)),
  }))
}
