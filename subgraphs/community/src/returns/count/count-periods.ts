import type { MoneyContribution } from '@shequ/disclosure'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { countAttendance } from './count-attendance.js'
import { countCompletion } from './count-completion.js'
import { countInstitutions } from './count-institutions.js'
import { type ContributionsByCommunity, countMoney } from './count-money.js'
import { scopeOf } from './count-scope.js'
import { CountedPeriods } from './counted-periods.js'
import { countTeaching } from './count-teaching.js'
import { countVoices } from './count-voices.js'

/** What a period's records come to, by community. Not protected: it never leaves the server as it is. */
export interface PeriodCounts {
  /** A community's family of tables: the place of a base count × 30 + `breakdownOf`; people, minutes, fen. Zero without records. */
  valuesOf(code: string): Float64Array
  /** Who stands behind each sum of money that is not zero. */
  readonly contributions: ContributionsByCommunity
}

/** Of how many communities the rows of one round of statements are in memory at once: a year's of a whole city would take half a gigabyte. */
const countedTogether = 1_000

/**
 * Counts the records of communities in periods: every base count with all its margins, in one round of statements for
 * all periods of each thousand communities. Days and months are those of China Standard Time; what was removed does not count.
 *
 * @throws {RangeError} when a period is none.
 */
export async function countPeriods(
  sql: TransactionSql,
  periods: readonly Period[],
  codes: readonly string[],
  together = countedTogether,
): Promise<ReadonlyMap<Period, PeriodCounts>> {
  const tables = new CountedPeriods(periods, codes)
  const contributions = new Map<Period, Map<string, readonly MoneyContribution[]>>()
  for (let first = 0; first === 0 || first < codes.length; first += together) {
    const scope = scopeOf(periods, codes.slice(first, first + together))
    await countAttendance(sql, scope, tables)
    await countTeaching(sql, scope, tables)
    await countCompletion(sql, scope, tables)
    await countVoices(sql, scope, tables)
    for (const [period, of] of await countMoney(sql, scope, tables))
      contributions.set(period, new Map([...(contributions.get(period) ?? []), ...of]))
    await countInstitutions(sql, scope, tables)
  }
  const nobody: ContributionsByCommunity = new Map()
  return new Map(
    [...tables.byPeriod].map(([period, families]) => [
      period,
      { valuesOf: (code) => families.valuesOf(code), contributions: contributions.get(period) ?? nobody },
    ]),
  )
}
