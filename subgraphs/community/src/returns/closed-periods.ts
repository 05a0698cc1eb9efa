import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** The periods of a city that are closed on this server. */
export async function closedPeriods(sql: TransactionSql, city: string): Promise<ReadonlySet<Period>> {
  const rows = await sql<{ period: Period }>(
    'select distinct period from measure_return where division_code like $1',
    `${withoutPadding(city)}%`,
  )
  return new Set(rows.map(({ period }) => period))
}
