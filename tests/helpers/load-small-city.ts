import { TWO_WHOLE_YEARS } from '@shequ/data/activity/time/activity-day'
import { estimateResidents } from '@shequ/data/census/estimate-residents'
import { readCensus } from '@shequ/data/census/read-census'
import type { Divisions } from '@shequ/data/divisions/divisions'
import { findDivisions } from '@shequ/data/divisions/find/find-divisions'
import { loadActivity } from '@shequ/data/load/load-activity'
import { loadDivisions } from '@shequ/data/load/load-divisions'
import { openPool } from '@shequ/postgres/open-pool'
import { type Tier, tiers } from '@shequ/schema/tiers'

/**
 * Loads Shanghai as `npm start` does, but with the activity of some communities only: what these answer here they answer there.
 *
 * @param urls the databases, one a tier, under their owners
 * @param activeOf which communities have activity, by code
 */
export async function loadSmallCity(
  urls: Readonly<Record<Tier, string>>,
  activeOf: (divisions: Divisions) => ReadonlySet<string>,
): Promise<void> {
  const divisions = await findDivisions('310000000000')
  const residents = estimateResidents(divisions, await readCensus('310000000000'))
  const active = activeOf(divisions)
  const pools = { city: openPool(urls.city), borough: openPool(urls.borough), community: openPool(urls.community) }
  try {
    await loadDivisions({ pools, divisions, residents })
    await loadActivity({
      pools,
      divisions,
      residents,
      size: 'small',
      day: TWO_WHOLE_YEARS,
      only: (code) => active.has(code),
    })
  } finally {
    await Promise.all(tiers.map((tier) => pools[tier].end()))
  }
}
