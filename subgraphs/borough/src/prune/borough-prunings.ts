import type { Pruning } from '@shequ/subgraph/prune/prune'
import { oldIdempotencyKeys, removeRows } from '@shequ/subgraph/prune/remove-rows'

/** For how many days the heads of access logs are kept: all of them, and then the first of each day. The last one of a community stays. */
export const everyHeadDays = 7
export const dailyHeadDays = 400

/** For how many days an invitation is kept after its end. */
const invitationDays = 30

/**
 * For how many days it is remembered that a record was withdrawn. A batch that is older than `messageLifetime` is refused, by the time at which its
 * records were read, so that none from before the withdrawal can bring the record back by then.
 */
const withdrawnDays = 30

const another = (how: string) =>
  `exists (select from log_head other where other.community_code = log_head.community_code and ${how})`

/** For how many days readers of the catalogue are told of what was withdrawn. */
const toldWithdrawnDays = 400

/** What has had its time in the borough tier. */
export const boroughPrunings: readonly Pruning[] = [
  oldIdempotencyKeys,
  removeRows(
    'log_head',
    `hour < now() - interval '${everyHeadDays} days' and ${another('other.hour > log_head.hour')}
       and (hour < now() - interval '${dailyHeadDays} days' or ${another("other.hour < log_head.hour and other.hour >= date_trunc('day', log_head.hour, 'UTC')")})`,
  ),
  removeRows('publication', `withdrawn_at < now() - interval '${withdrawnDays} days'`),
  removeRows('catalogue_withdrawal', `withdrawn_at < now() - interval '${toldWithdrawnDays} days'`),
  removeRows('node_invitation', `until < now() - interval '${invitationDays} days'`),
]
