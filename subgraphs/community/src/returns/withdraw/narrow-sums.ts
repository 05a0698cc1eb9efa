import { fewestContributors } from '@shequ/schema/measures/disclosure-rules'
import { boroughOf, cityOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/base-counts'
import { type ReturnVersion, enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Called when a community begins or ceases to share a dataset with everybody, inside the transaction that does it. Sums around it that
 * everybody may read are for the city alone from then on, where those that don't share with everybody have become one or two, in the area or in
 * what is left of it when the sums within are taken away: what everybody reads of the others would leave theirs. None is widened again.
 */
export async function narrowSums(
  sql: TransactionSql,
  community: string,
  dataset: MeasuredDataset,
  now: Date,
): Promise<void> {
  const place = measuredDatasets.indexOf(dataset) + 1
  // From the inside, since what is left of an area depends on who reads the sums within.
  for (const area of new Set([streetOf(community), boroughOf(community), cityOf(community)])) {
    const within = `${withoutPadding(area)}%`
    const narrowed = await sql<ReturnVersion>(statement, community, place, area, within, now, fewestContributors)
    await enqueueReturns(sql, narrowed)
  }
}

const statement = `
  with periods as (
    select period from measure_return where division_code = $1 and kind = 'NAMED' and summed[$2::int]
  ), reserved as (
    select period, exists (
      select from measure_return inner_sum
      where inner_sum.division_code in (left(named.division_code, 9) || '000', left(named.division_code, 6) || '000000')
        and inner_sum.division_code <> $3 and inner_sum.division_code like $4 and inner_sum.period = named.period
        and inner_sum.kind = 'SUM' and inner_sum.levels[$2::int] = 'PUBLIC'
    ) as is_told
    from measure_return named join periods using (period)
    where named.division_code like $4 and named.kind = 'NAMED' and named.summed[$2::int] and named.levels[$2::int] <> 'PUBLIC'
  ), counted as (
    select period, count(*) as here, count(*) filter (where not is_told) as left_over from reserved group by period
  )
  update measure_return area_sum set levels[$2::int] = 'CITY', version = version + 1, released_at = $5
  from counted
  where area_sum.division_code = $3 and area_sum.period = counted.period and area_sum.kind = 'SUM' and area_sum.levels[$2::int] = 'PUBLIC'
    and (here < $6::int or left_over between 1 and $6::int - 1)
  returning area_sum.division_code as division, area_sum.period, area_sum.version`
