import { withoutPadding } from '@shequ/schema/codes/division-code'
import { type Period, grainOfPeriod } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { forgetEntrusted } from '../entrust/entrusted-release.js'
import { noteClosed } from '../store/closed-periods.js'
import { storeReturns } from '../store/store-returns.js'
import { type PeriodToRelease, protectPeriod } from './protect-period.js'

/**
 * Protects what was counted of a period, with all that was released of its parts before, and stores the returns. Whose return is
 * here already, since it was released by a node, keeps that, and is in no sum.
 */
export async function storeProtectedPeriod(sql: TransactionSql, counted: PeriodToRelease): Promise<void> {
  const { city, period, now, byNode } = counted
  const returned = await returnedCommunities(sql, city, period)
  const codes = new Set([...counted.codes].filter((code) => !returned.has(code)))
  await storeReturns(sql, await protectPeriod(sql, { ...counted, codes }))
  if (byNode) return
  await noteClosed(sql, city, period, now)
  if (grainOfPeriod(period) === 'YEAR') await forgetEntrusted(sql, city, period)
}

/** The communities of a city whose returns of a period are here. */
async function returnedCommunities(sql: TransactionSql, city: string, period: Period): Promise<ReadonlySet<string>> {
  const rows = await sql<{ code: string }>(
    "select division_code as code from measure_return where division_code like $1 and period = $2 and kind = 'NAMED'",
    `${withoutPadding(city)}%`,
    period,
  )
  return new Set(rows.map(({ code }) => code))
}
