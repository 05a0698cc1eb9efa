import { requireRange } from '@shequ/subgraph/records/numbers'
import { fewestAccessLogDays, mostAccessLogDays } from './log-retention.js'
import type { SetLogRetentionInput } from '../generated/resolver-types.js'
import { markCommunity } from './mark-community.js'
import { requireCommunity } from './require-community.js'
import type { Writing } from './writing.js'

/** Sets for how many days a community keeps entries of its access log, and gives the community's code. */
export async function setLogRetention(writing: Writing, { community, days }: SetLogRetentionInput): Promise<string> {
  requireRange('days', days, fewestAccessLogDays, mostAccessLogDays)
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    await markCommunity(sql, writing, community)
    await sql(
      `insert into access_log_retention (community_code, days) values ($1, $2)
       on conflict (community_code) do update set days = excluded.days`,
      community,
      days,
    )
    return community
  })
}
