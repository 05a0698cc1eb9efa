import { withoutPadding } from '@shequ/schema/codes/division-code'
import { monthsOf, type Period, periodsClosedBy } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { countWithParts } from '../count/count-with-parts.js'
import type { HeldCity } from './hold-city.js'
import { isHere } from '../store/hosted-communities.js'
import { storeProtectedPeriod } from './store-protected-period.js'

interface Missed {
  readonly code: string
  /** The earliest period that it returned. */
  readonly first: Period
  readonly periods: readonly Period[]
}

/** Communities here with closed periods of which they have no return, though they have others. */
const missedStatement = `
  select community.community_code as code, (select min(period) from measure_return where division_code = community.community_code) as first,
    array_agg(closed.period) as periods
  from community join closed_period closed on closed.city_code = $1
  where community.community_code like $2 and removed_at is null and ${isHere}
    and exists (select from measure_return where division_code = community.community_code)
    and not exists (select from measure_return missed where missed.division_code = community.community_code and missed.period = closed.period)
  group by community.community_code order by community.community_code`

/**
 * Releases closed periods of communities that were on the move when they were closed, and had not released them where they were: each
 * alone, in no sum, as a node that is late does. What lies before a community's first return is missing, not zero.
 */
export async function releaseMissed(
  held: HeldCity,
  city: string,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const missed = await held.read((sql) => sql<Missed>(missedStatement, city, `${withoutPadding(city)}%`))
  for (const { code, ...rest } of missed) {
    if (signal?.aborted) return
    const periods = inOrder(rest)
    if (periods.length > 0) await held.release([code], (sql) => releaseAlone(sql, code, periods, now))
  }
}

async function releaseAlone(
  sql: TransactionSql,
  community: string,
  periods: readonly Period[],
  now: Date,
): Promise<void> {
  const counted = await countWithParts(sql, community, periods)
  for (const period of periods)
    await storeProtectedPeriod(sql, { city: community, period, now, byNode: true, ...counted })
}

/** What was missed from the first month on that was returned, a month before its quarter before its year. */
function inOrder({ first, periods }: Omit<Missed, 'code'>): readonly Period[] {
  const since = monthsOf(first)[0] ?? ''
  const lastMonths = [...new Set(periods.map((period) => monthsOf(period).at(-1) ?? ''))].toSorted()
  return lastMonths
    .flatMap(periodsClosedBy)
    .filter((period) => periods.includes(period) && (monthsOf(period)[0] ?? '') >= since)
}
