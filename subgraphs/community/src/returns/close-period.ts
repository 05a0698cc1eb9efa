import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { closedPeriods } from './closed-periods.js'
import { countPeriods } from './count/count-periods.js'
import { holdCity } from './hold-city.js'
import { hostedCommunities } from './hosted-communities.js'
import { partsOf } from './parts-of.js'
import { type CountedPeriod, releaseCounted } from './release-counted.js'

/**
 * Closes a period of a city: counts the records of its communities here, releases what may be said, stores it and puts
 * it in the outbox, all in one transaction. Its parts are to be closed before.
 *
 * @returns false when it was closed already; it is left as it is then.
 */
export async function closePeriod(pool: Pool, city: string, period: Period, now: Date): Promise<boolean> {
  return holdCity(pool, city, (held) =>
    held.release(async (sql) => {
      if ((await closedPeriods(sql, city)).has(period)) return false
      await releaseCounted(sql, { city, period, now, byNode: false, ...(await countWithParts(sql, city, [period])) })
      return true
    }),
  )
}

/** Counts periods and what they are added up from, for all communities of a city whose records lie here. */
export async function countWithParts(
  sql: TransactionSql,
  city: string,
  periods: readonly Period[],
): Promise<Pick<CountedPeriod, 'codes' | 'counts'>> {
  const codes = (await hostedCommunities(sql, city)).map(({ code }) => code)
  const wanted = [...new Set(periods.flatMap((period) => [...partsOf(period), period]))]
  return { codes: new Set(codes), counts: await countPeriods(sql, wanted, codes) }
}
