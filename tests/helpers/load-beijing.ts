import { loadCity } from '@shequ/cli/run/load-city'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { TWO_WHOLE_YEARS } from '@shequ/data/activity/time/activity-day'
import { openPool } from '@shequ/postgres/open-pool'
import { urlsOf } from './city-templates.js'
import { activeBoroughs, afterAllPeriods, hostOnly } from './load-returned-city.js'
import type { TestHub } from './start-hub.js'

/** The code of Beijing. */
export const beijing = '110000000000'

/** The boroughs of Beijing with the activity that `tiny` gives. */
const activeInBeijing = ['110101000000', '110119000000']

/** Loads Beijing into a hub of returns, beside Shanghai, with the activity that `tiny` gives, and closes its first quarter of 2025. */
export async function loadBeijing(hub: TestHub): Promise<void> {
  const { databases } = hub
  const { day, announcedMonths: announced } = TWO_WHOLE_YEARS
  await loadCity(urlsOf(databases, 'ownerUrl'), { city: beijing, activity: 'tiny', day, announced })
  const community = openPool(databases.community.ownerUrl)
  try {
    await hostOnly(community, [...activeBoroughs, ...activeInBeijing])
    const only = (period: string) => ['2025-01', '2025-02', '2025-03', '2025-Q1'].includes(period)
    await closePeriods({ pool: community, city: beijing, now: afterAllPeriods, only })
  } finally {
    await community.end()
  }
  await hub.travel()
}
