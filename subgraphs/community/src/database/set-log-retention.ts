import { requireRange } from '@shequ/subgraph/records/numbers'
import { fewestAccessLogDays, mostAccessLogDays } from './log-retention.js'
import type { SetLogRetentionInput } from '../generated/resolver-types.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Sets for how many days a community keeps entries of its access log, and gives the community's code. */
export async function setLogRetention(writing: Writing, { community, days }: SetLogRetentionInput): Promise<string> {
  requireRange('days', days, fewestAccessLogDays, mostAccessLogDays)
  const { source, updatedAt } = written(writing)
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    await sql(
      'update community set source = $2, updated_at = $3 where community_code = $1',
      community,
      source,
      updatedAt,
    )
    await sql(
      `insert into access_log_retention (community_code, days) values ($1, $2)
       on conflict (community_code) do update set days = excluded.days`,
      community,
      days,
    )
    return community
  })
}
