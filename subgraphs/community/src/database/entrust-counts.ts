import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import type { EntrustCountsInput } from '../generated/resolver-types.js'
import { markCommunity } from './mark-community.js'
import { requireCommunity } from './require-community.js'
import type { Writing } from './writing.js'

/** For how many years at most a term goes on after today. */
const mostYears = 5

/** Entrusts the hosted server with a community's counts until a day, or takes that back, and gives the community's code. */
export async function entrustCounts(writing: Writing, { community, until }: EntrustCountsInput): Promise<string> {
  const term = until ?? null
  if (term !== null) {
    const today = writing.today()
    requireDaysInOrder('today', today, 'until', term)
    requireDaysInOrder('until', term, 'the last day of a term', `${Number(today.slice(0, 4)) + mostYears}-12-31`)
  }
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    await markCommunity(sql, writing, community)
    await sql(
      `insert into entrustment (community_code, until) values ($1, $2::date)
       on conflict (community_code) do update set until = excluded.until`,
      community,
      term,
    )
    return community
  })
}
