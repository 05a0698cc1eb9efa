import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type PeriodCounts, countPeriods } from './count-periods.js'

/**
 * Counts the records of communities in one period, as `countPeriods` does.
 *
 * @throws {RangeError} when the period is none.
 */
export async function countPeriod(
  sql: TransactionSql,
  period: Period,
  codes: readonly string[],
): Promise<PeriodCounts> {
  const [counts] = (await countPeriods(sql, [period], codes)).values()
  if (!counts) throw new RangeError(`Expected the counts of ${period}, but got none.`)
  return counts
}
