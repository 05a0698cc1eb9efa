import type { Pruning } from '@shequ/subgraph/prune/prune'
import { oldIdempotencyKeys, removeRows } from '@shequ/subgraph/prune/remove-rows'
import { defaultAccessLogDays, refusalDays } from '../database/log-retention.js'

/** The communities here whose log's first entry is older than they keep entries, few at a time. */
const due = `
  select head.community_code as community from access_log_head head
    left join access_log_checkpoint checkpoint using (community_code)
    left join access_log_retention retention using (community_code)
    left join community_place place using (community_code)
    join access_log first on first.community_code = head.community_code and first.sequence = coalesce(checkpoint.sequence, 0) + 1
  where coalesce(place.state, 'HERE') = 'HERE'
    and (first.record::jsonb ->> 'at')::timestamptz < now() - make_interval(days => coalesce(retention.days, ${defaultAccessLogDays}))
  limit 20`

/** Removes entries of access logs that are older than their communities keep them. The database notes where each log begins then. */
const oldLogEntries: Pruning = {
  table: 'access_log',
  removeBatch: async (sql, most) => {
    const communities = await sql<{ community: string }>(due)
    let removed = 0
    for (const { community } of communities) {
      if (removed >= most) break
      const [pruned] = await sql<{ removed: number }>(
        'select prune_access_log($1, $2) as removed',
        community,
        most - removed,
      )
      removed += pruned?.removed ?? 0
    }
    return removed
  },
}

/** What has had its time in the community tier. */
export const communityPrunings: readonly Pruning[] = [
  oldLogEntries,
  removeRows('refusal_count', `day < current_date - ${refusalDays}`),
  removeRows('receipt', 'until < current_date'),
  oldIdempotencyKeys,
]
