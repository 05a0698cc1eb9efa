import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { TWO_WHOLE_YEARS } from '@shequ/data/activity/time/activity-day'
import { loadCity } from '@shequ/data/load/load-city'
import { openPool } from '@shequ/postgres/open-pool'
import type { Pool } from 'pg'
import { createLog } from '@shequ/process/log'
import { type Period, periodsBetween } from '@shequ/schema/measures/periods'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { openTiers } from './open-tiers.js'

/** The day on which the periods of 2024 and 2025, for which activity is generated, are over. */
export const afterAllPeriods = new Date('2026-01-15T04:00:00Z')

const city = '310000000000'

/** The boroughs with activity in the city that `tiny` gives: Huangpu and Chongming. */
export const activeBoroughs = ['310101000000', '310151000000'] as const

/** What is closed: every month and quarter for which activity is generated. A year alone takes longer than all of these. */
const closed: ReadonlySet<Period> = new Set([
  ...periodsBetween('2024-01', '2025-12', 'MONTH'),
  ...periodsBetween('2024-01', '2025-12', 'QUARTER'),
])

/**
 * Loads Shanghai as `npm start -- --activity tiny` does, closes its months and quarters and sends the returns up to the city.
 * Only the communities of the two boroughs with activity are hosted, since all of them would take minutes: what they, their
 * streets and their boroughs return is the same there, but of the other boroughs, which return zeros there, it has nothing.
 */
export async function loadReturnedCity(urls: Readonly<Record<Tier, string>>): Promise<void> {
  const pools = { city: openPool(urls.city), borough: openPool(urls.borough), community: openPool(urls.community) }
  try {
    await loadCity({ pools, cityCode: city, activity: { size: 'tiny', day: TWO_WHOLE_YEARS } })
    await hostOnly(pools.community, activeBoroughs)
  } finally {
    await Promise.all(tiers.map((tier) => pools[tier].end()))
  }
  await returnPeriods(urls, closed)
}

/** Closes some periods of the communities that are hosted, and sends their returns up to the city. */
export async function returnPeriods(urls: Readonly<Record<Tier, string>>, periods: ReadonlySet<Period>): Promise<void> {
  const pool = openPool(urls.community)
  try {
    await closePeriods({ pool, city, now: afterAllPeriods, only: (period) => periods.has(period) })
  } finally {
    await pool.end()
  }
  const open = await openTiers(urls, createLog('test', 'error'), () => afterAllPeriods)
  try {
    await open.travel()
    for (const tier of tiers) await open.opened[tier].pool.query('analyze')
  } finally {
    await open.close()
  }
}

/** Takes communities of all but some boroughs from the community tier, as if they were hosted nowhere. */
export async function hostOnly(pool: Pool, boroughs: readonly string[]): Promise<void> {
  const prefixes = boroughs.map((code) => code.slice(0, 6))
  for (const table of ['sharing_rule', 'community']) {
    await pool.query(`delete from ${table} where left(community_code, 6) <> all($1::text[])`, [prefixes])
  }
}
