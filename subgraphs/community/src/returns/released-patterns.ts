import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

interface PatternRow {
  readonly division: string
  readonly period: Period
  readonly hidden: readonly number[]
}

/** What divisions hid in a period, all versions together: masks in the order of the base counts. */
export type HiddenByDivision = ReadonlyMap<string, readonly number[]>

/** Reads what a city's communities and areas hid in periods that were released; a period that was not is left out. */
export async function releasedPatterns(
  sql: TransactionSql,
  city: string,
  periods: readonly Period[],
): Promise<ReadonlyMap<Period, HiddenByDivision>> {
  const patterns = new Map<Period, Map<string, readonly number[]>>()
  if (periods.length === 0) return patterns
  const rows = await sql<PatternRow>(
    `select division_code as division, period, hidden from released_pattern
     where division_code like $1 and period = any($2::text[])`,
    `${withoutPadding(city)}%`,
    periods,
  )
  for (const { division, period, hidden } of rows) {
    const byDivision = patterns.get(period) ?? new Map<string, readonly number[]>()
    patterns.set(period, byDivision)
    const before = byDivision.get(division)
    byDivision.set(division, before ? hidden.map((mask, place) => mask | (before[place] ?? 0)) : hidden)
  }
  return patterns
}
