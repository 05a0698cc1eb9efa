import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** What a division hid in a period, all versions together, and whether its records are in the sums. */
export interface ReleasedPattern {
  /** Masks in the order of the base counts. */
  readonly hidden: readonly number[]
  /** In the order of the measured datasets; empty for an area. */
  readonly summed: readonly boolean[]
  /** Counts whose sums leave out what it hides: indexes in the order of the base counts. */
  readonly excludedFromSums: readonly number[]
}

interface PatternRow extends ReleasedPattern {
  readonly division: string
  readonly period: Period
}

export type PatternsByDivision = ReadonlyMap<string, ReleasedPattern>

/** Reads what a city's communities and areas hid in periods that were released; a period that was not is left out. */
export async function releasedPatterns(
  sql: TransactionSql,
  city: string,
  periods: readonly Period[],
): Promise<ReadonlyMap<Period, PatternsByDivision>> {
  const patterns = new Map<Period, Map<string, ReleasedPattern>>()
  if (periods.length === 0) return patterns
  const rows = await sql<PatternRow>(
    `select division_code as division, period, hidden, summed, apart as "excludedFromSums" from released_pattern
     where division_code like $1 and period = any($2::text[])`,
    `${withoutPadding(city)}%`,
    periods,
  )
  for (const { division, period, hidden, summed, excludedFromSums } of rows) {
    const byDivision = patterns.get(period) ?? new Map<string, ReleasedPattern>()
    patterns.set(period, byDivision)
    const before = byDivision.get(division)
    byDivision.set(division, {
      hidden: before ? hidden.map((mask, place) => mask | (before.hidden[place] ?? 0)) : hidden,
      summed,
      excludedFromSums: [...new Set([...(before?.excludedFromSums ?? []), ...excludedFromSums])],
    })
  }
  return patterns
}
