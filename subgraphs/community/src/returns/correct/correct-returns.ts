import { withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { grainOf, monthsOf, type Period, periodOfMonth } from '@shequ/schema/measures/periods'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import { readReturns } from '@shequ/subgraph/returns/read-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { countPeriods } from '../count/count-periods.js'
import { dominatedCounts } from '../dominated-counts.js'
import { holdCity } from '../hold-city.js'
import { hostedCities } from '../hosted-cities.js'
import { hostedCommunities } from '../hosted-communities.js'
import { partsOf } from '../parts-of.js'
import { earlierOf } from '../release-counted.js'
import { releasePeriod } from '../release/release-period.js'
import { type ReleasedPattern, releasedPatterns } from '../released-patterns.js'
import { storeReturns } from '../store-returns.js'
import { correctedReturn, saysTheSame } from './corrected-return.js'

interface Correction {
  /** Whose records have changed. */
  readonly community: string
  readonly period: Period
  readonly now: Date
}

/**
 * Counts a closed period of a community over again, whose records have changed since, and then what it is part of, as far as that is
 * closed too. Where the counts differ, the community's return becomes a new version in the outbox. All that was hidden stays hidden,
 * whatever it has become. The sums of street, borough and city stay as they were released: the difference between two versions
 * of a sum would tell the difference in what the community hides.
 *
 * @returns the periods of which there is a new version
 * @throws {HubError} NOT_FOUND when the records of the community are not here, or the period is not closed
 */
export async function correctReturns(pool: Pool, { community, period, now }: Correction): Promise<readonly Period[]> {
  const city = await cityOf(pool, community)
  return holdCity(pool, city, (held) =>
    held.transaction(async (sql) => {
      const patterns = await releasedPatterns(sql, community, [period, ...wholesOf(period)])
      if (!patterns.has(period)) {
        throw new HubError('NOT_FOUND', `Expected a closed period of ${community}, but ${period} is not closed.`, {
          community,
        })
      }
      const corrected: Period[] = []
      for (const [each, byDivision] of patterns) {
        const before = byDivision.get(community)
        if (before !== undefined && (await correctOne(sql, { city, community, period: each, now }, before)))
          corrected.push(each)
      }
      return corrected
    }),
  )
}

async function cityOf(pool: Pool, community: string): Promise<string> {
  const cities = await hostedCities(sqlOn(pool))
  const city = cities.find((code) => community.startsWith(withoutPadding(code)))
  if (city !== undefined) return city
  throw new HubError('NOT_FOUND', `Expected a community whose records are here, but got ${community}.`, { community })
}

/** What a period is added up into: nothing of a year. */
function wholesOf(period: Period): readonly Period[] {
  const [month = ''] = monthsOf(period)
  const grain = grainOf(period)
  const year = periodOfMonth(month, 'YEAR')
  if (grain === 'YEAR') return []
  return grain === 'QUARTER' ? [year] : [periodOfMonth(month, 'QUARTER'), year]
}

async function correctOne(
  sql: TransactionSql,
  { city, community, period, now }: Correction & { readonly city: string },
  before: ReleasedPattern,
): Promise<boolean> {
  const [hosted] = await hostedCommunities(sql, community, period)
  const [old] = await readReturns(sql, [{ division: community, period }])
  const parts = partsOf(period)
  const counts = await countPeriods(sql, [...parts, period], [community])
  const current = counts.get(period)
  if (hosted === undefined || old === undefined || current === undefined) return false
  const patterns = await releasedPatterns(sql, community, parts)
  const [released] = releasePeriod({
    city,
    period,
    releasedAt: now.toISOString(),
    communities: [
      {
        ...hosted,
        values: current.valuesOf(community),
        dominated: dominatedCounts(current.contributions.get(community)),
        withheld: before.hidden,
      },
    ],
    earlier: earlierOf(counts, patterns, new Set([community])),
    byNode: true,
  })
  if (released === undefined) return false
  const next = correctedReturn(released, old, before)
  if (saysTheSame(next, old)) return false
  await storeReturns(sql, [next])
  return true
}
