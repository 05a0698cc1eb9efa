import { boroughOf, cityOf, streetOf } from '@shequ/schema/codes/division-code'
import type { MeasuredDataset } from '@shequ/schema/measures/measured-datasets'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { storeReturns } from '../store/store-returns.js'
import { readWithdrawals } from './read-withdrawals.js'
import { sumsWithout } from './sums-without.js'

/** Whose rows change with how far a community shares: its own, and the sums of its street, borough and city. */
export function withAreasAround(community: string): readonly string[] {
  return [community, streetOf(community), boroughOf(community), cityOf(community)]
}

/**
 * Called when a community takes a dataset back from the city, inside the transaction that does it. The sums of its street, borough
 * and city stay as they were released, its records in them: the difference to others without it would tell what it hid.
 * But where what is left of a sum, when all that others tell is taken away, would be the community's own cell, there the sum gives
 * way to round bounds, as a new version.
 */
export async function withdrawSums(sql: TransactionSql, community: string, dataset: MeasuredDataset): Promise<void> {
  const areas = [...new Set([streetOf(community), boroughOf(community), cityOf(community)])]
  const withdrawals = await readWithdrawals(sql, community, dataset, { areas })
  await storeReturns(sql, withdrawals.flatMap(sumsWithout))
}
