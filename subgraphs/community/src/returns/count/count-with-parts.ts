import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { hostedCodes } from '../store/hosted-communities.js'
import { partsOf } from '@shequ/disclosure'
import { type PeriodCounts, countPeriods } from './count-periods.js'

/** What was counted of periods and of what they are added up from. */
export interface CountedWithParts {
  /** The communities that were counted. */
  readonly codes: ReadonlySet<string>
  readonly counts: ReadonlyMap<Period, PeriodCounts>
}

/** Counts periods and what they are added up from, for all communities of a city whose records lie here. */
export async function countWithParts(
  sql: TransactionSql,
  city: string,
  periods: readonly Period[],
): Promise<CountedWithParts> {
  const codes = await hostedCodes(sql, city)
  const wanted = [...new Set(periods.flatMap((period) => [...partsOf(period), period]))]
  return { codes: new Set(codes), counts: await countPeriods(sql, wanted, codes) }
}
