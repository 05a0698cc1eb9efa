import { correctReturns } from '@shequ/community/returns/correct/correct-returns'
import { readEnvironment } from '@shequ/process/read-environment'
import { grainOf } from '@shequ/schema/measures/periods'
import { databaseEnvironment } from '../run/environment.js'
import { requireCommunity } from '../node/require-community.js'
import { withCommunityPool } from '../run/with-community-pool.js'

/**
 * Counts a closed period of a community over again, and says of which periods there is a new version now. It travels up as soon as
 * the hub runs, or the node.
 */
export async function correct({ community, period }: { community: string; period: string }): Promise<void> {
  requireCommunity(community)
  if (grainOf(period) === undefined) {
    throw new Error(
      `Expected --period to be a month, quarter or year such as 2025-06, 2025-Q2 or 2025, but got "${period}".`,
    )
  }
  const corrected = await withCommunityPool(readEnvironment(databaseEnvironment), (pool) =>
    correctReturns(pool, { community, period, now: new Date() }),
  )
  process.stdout.write(`${describeCorrection(community, period, corrected)}\n`)
}

/** What a correction did, and what it leaves as it was. */
export function describeCorrection(community: string, period: string, corrected: readonly string[]): string {
  if (corrected.length === 0) {
    return `What ${community} returned of ${period} is as its records are: there is nothing to correct.`
  }
  return (
    `${community} returned ${corrected.join(', ')} anew. The sums of its street, borough and city stay as they were released, ` +
    'since the difference between two versions of a sum would tell what the community hides.'
  )
}
