import { cityOf } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Period } from '@shequ/schema/measures/periods'
import { readReturns } from '@shequ/subgraph/returns/read-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { countWithParts } from '../count/count-with-parts.js'
import { holdCity } from '../release/hold-city.js'
import { hostedCommunities } from '../store/hosted-communities.js'
import { type ReleasedReturn, correctedReturn, wholesOf } from '@shequ/disclosure'
import { type PeriodToRelease, protectPeriod } from '../release/protect-period.js'
import { type ReleasedPattern, releasedPatterns } from '../store/released-patterns.js'
import { saysTheSame } from '../store/says-the-same.js'
import { storeReturns } from '../store/store-returns.js'

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
  return holdCity(pool, cityOf(community), (held) =>
    held.change([community], async (sql) => {
      await requireHere(sql, community)
      const wanted = [period, ...wholesOf(period)]
      const patterns = await releasedPatterns(sql, community, wanted)
      if (!patterns.has(period)) {
        throw new HubError('NOT_FOUND', `Expected a closed period of ${community}, but ${period} is not closed.`, {
          community,
        })
      }
      const closed = wanted.filter((each) => patterns.has(each))
      const counted = { city: community, now, byNode: true, ...(await countWithParts(sql, community, closed)) }
      const corrected: Period[] = []
      for (const each of closed) {
        const pattern = patterns.get(each)?.get(community)
        if (pattern && (await correctOne(sql, { ...counted, period: each }, pattern))) corrected.push(each)
      }
      return corrected
    }),
  )
}

async function requireHere(sql: TransactionSql, community: string): Promise<void> {
  if ((await hostedCommunities(sql, community)).length > 0) return
  throw new HubError('NOT_FOUND', `Expected a community whose records are here, but got ${community}.`, { community })
}

/** Stores the next version of a community's return, unless it would tell the same. */
async function correctOne(sql: TransactionSql, counted: PeriodToRelease, pattern: ReleasedPattern): Promise<boolean> {
  const { city: community, period } = counted
  const [old] = await readReturns(sql, [{ division: community, period }])
  if (old === undefined) return false
  const release = async (withheld: readonly number[]): Promise<ReleasedReturn> => {
    const patterns = new Map([[community, { ...pattern, hidden: withheld }]])
    const [released] = await protectPeriod(sql, { ...counted, withheld: patterns })
    if (released === undefined) throw new RangeError(`Expected ${community} to be released, but it was not.`)
    return released
  }
  const next = await correctedReturn(release, old, pattern)
  if (saysTheSame(next, old)) return false
  await storeReturns(sql, [next])
  return true
}
