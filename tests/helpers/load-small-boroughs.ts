import { migrationsOf } from '@shequ/cli/run/open-databases'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { openPool } from '@shequ/postgres/open-pool'
import type { Tier } from '@shequ/schema/tiers'
import { type CityDatabases, urlsOf } from './city-templates.js'
import { hostOnly } from './load-returned-city.js'
import { loadSmallCity } from './load-small-city.js'

/**
 * Loads some boroughs of the small city into databases of their own, hosted as if there were no others.
 *
 * @param boroughs their codes
 * @returns the tiers' databases
 */
export async function loadSmallBoroughs(boroughs: readonly string[]): Promise<CityDatabases> {
  const of = (tier: Tier) => createTestDatabase({ tier, migrations: migrationsOf(tier) })
  const [city, borough, community] = await Promise.all([of('city'), of('borough'), of('community')])
  const databases = { city, borough, community }
  await loadSmallCity(urlsOf(databases, 'ownerUrl'), ({ communities }) => {
    const active = communities.filter(({ boroughCode }) => boroughs.includes(boroughCode))
    return new Set(active.map(({ code }) => code))
  })
  const owner = openPool(community.ownerUrl)
  try {
    await hostOnly(owner, boroughs)
  } finally {
    await owner.end()
  }
  return databases
}
