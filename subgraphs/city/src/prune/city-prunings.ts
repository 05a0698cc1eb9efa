import type { Pruning } from '@shequ/subgraph/prune/prune'
import { oldIdempotencyKeys, removeRows } from '@shequ/subgraph/prune/remove-rows'

/** What has had its time in the city's database. A request for access that nobody decided in 30 days is made anew. */
export const cityPrunings: readonly Pruning[] = [
  oldIdempotencyKeys,
  removeRows('access_request', "status = 'PENDING' and requested_at < now() - interval '30 days'"),
]
