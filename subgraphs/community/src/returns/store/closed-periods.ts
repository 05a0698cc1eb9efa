import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

interface PeriodRow {
  readonly period: Period
}

/** The periods of a city that this server has closed. */
export async function closedPeriods(sql: TransactionSql, city: string): Promise<ReadonlySet<Period>> {
  return setOf(await sql<PeriodRow>('select period from closed_period where city_code = $1', city))
}

/** Notes that this server has closed a period of a city. */
export async function noteClosed(sql: TransactionSql, city: string, period: Period, now: Date): Promise<void> {
  await sql('insert into closed_period (city_code, period, closed_at) values ($1, $2, $3)', city, period, now)
}

/** The periods of which a city's communities have returns here, whoever released them: on a node, those that are closed. */
export async function returnedPeriods(sql: TransactionSql, city: string): Promise<ReadonlySet<Period>> {
  return setOf(
    await sql<PeriodRow>(
      'select distinct period from measure_return where division_code like $1',
      `${withoutPadding(city)}%`,
    ),
  )
}

function setOf(rows: readonly PeriodRow[]): ReadonlySet<Period> {
  return new Set(rows.map(({ period }) => period))
}
