import type { MeasuredDataset } from '@shequ/schema/measures/base-counts'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Called when a community takes a dataset back from the city and what is summed there, inside the transaction that
 * does it and after its own returns were changed: for the place to release the sums anew that its records are part of, or to
 * leave them as they were released, as disclosure control decides. What it releases it queues by `enqueueReturns`.
 *
 * Sums that were released stay as they are for now: a sum stands for at least three communities, and the difference between it
 * and one without the community would tell what the community withdraws.
 */
export async function withdrawSums(_sql: TransactionSql, _community: string, _dataset: MeasuredDataset): Promise<void> {
  // Nothing is released anew.
}
