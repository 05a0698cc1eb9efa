import { boroughOf, cityOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import { fewestContributors } from '@shequ/schema/measures/disclosure-rules'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import { type ReturnVersion, enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { readWithdrawals } from './read-withdrawals.js'
import { isReadable } from './sums-without.js'

/** A sum that everybody may read, with the one or two in it that don't share with everybody. */
interface Reserved {
  readonly period: Period
  readonly codes: readonly string[]
}

/**
 * Called when a community begins or ceases to share a dataset with everybody, inside the transaction that does it. Where one or two
 * communities are left that don't, in an area or in what is left of it when the sums within are taken away, and what they tell could be worked
 * out of its sums by what everybody reads of the others, these are for the city alone from then on. None is widened again.
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
    const reserved = await sql<Reserved>(reservedStatement, community, place, area, within, fewestContributors)
    const told = await toldPeriods(sql, area, dataset, reserved)
    if (told.length === 0) continue
    await enqueueReturns(sql, await sql<ReturnVersion>(narrowStatement, area, told, place, now))
  }
}

/** The periods in which an area's sums would tell of those that don't share with everybody. */
async function toldPeriods(
  sql: TransactionSql,
  area: string,
  dataset: MeasuredDataset,
  reserved: readonly Reserved[],
): Promise<readonly Period[]> {
  const told: Period[] = []
  for (const code of new Set(reserved.flatMap(({ codes }) => codes))) {
    const periods = reserved.filter(({ codes }) => codes.includes(code)).map(({ period }) => period)
    for (const withdrawal of await readWithdrawals(sql, code, dataset, { periods, areas: [area] }))
      if (isReadable(withdrawal)) told.push(...withdrawal.named.map(({ period }) => period))
  }
  return [...new Set(told)].sort()
}

const reservedStatement = `
  with periods as (
    select period from measure_return where division_code = $1 and kind = 'NAMED' and summed[$2::int]
      and period in (select period from measure_return where division_code = $3 and kind = 'SUM' and levels[$2::int] = 'PUBLIC')
  ), reserved as (
    select named.division_code as code, period, exists (
      select from measure_return inner_sum
      where inner_sum.division_code in (left(named.division_code, 9) || '000', left(named.division_code, 6) || '000000')
        and inner_sum.division_code <> $3 and inner_sum.division_code like $4 and inner_sum.period = named.period
        and inner_sum.kind = 'SUM' and inner_sum.levels[$2::int] = 'PUBLIC'
    ) as is_told
    from measure_return named join periods using (period)
    where named.division_code like $4 and named.kind = 'NAMED' and named.summed[$2::int] and named.levels[$2::int] <> 'PUBLIC'
  ), counted as (
    select period, array_agg(code) as here, coalesce(array_agg(code) filter (where not is_told), '{}') as left_over
    from reserved group by period
  )
  select period, case when cardinality(here) < $5::int then here else left_over end as codes from counted
  where cardinality(here) < $5::int or cardinality(left_over) between 1 and $5::int - 1 order by period`

const narrowStatement = `
  update measure_return set levels[$3::int] = 'CITY', version = version + 1, released_at = $4
  where division_code = $1 and period = any($2::text[]) and kind = 'SUM'
  returning division_code as division, period, version`
