import { boroughPrunings } from '@shequ/borough/prune/borough-prunings'
import { cityPrunings } from '@shequ/city/prune/city-prunings'
import { communityPrunings } from '@shequ/community/access/prune-access'
import type { Logger } from '@shequ/process/log'
import type { Tier } from '@shequ/schema/tiers'
import { type Pruner, type Pruning, startPruning } from '@shequ/subgraph/prune/prune'
import type { Pool } from 'pg'

const prunings: Readonly<Record<Tier, readonly Pruning[]>> = {
  city: cityPrunings,
  borough: boroughPrunings,
  community: communityPrunings,
}

/** Starts to remove what has had its time from a tier's database, now and every hour. */
export function pruneTier(tier: Tier, pool: Pool, log: Logger): Pruner {
  const pruner = startPruning({ pool, prunings: prunings[tier], log })
  void pruner.prune()
  return pruner
}
