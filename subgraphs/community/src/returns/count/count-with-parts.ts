import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { hostedCommunities } from '../hosted-communities.js'
import { partsOf } from '@shequ/disclosure'
import type { CountedPeriod } from '../release-counted.js'
import { countPeriods } from './count-periods.js'

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
