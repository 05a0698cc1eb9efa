import { migrationsOf } from '@shequ/cli/run/open-databases'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { openPool } from '@shequ/postgres/open-pool'
import type { Tier } from '@shequ/schema/tiers'
import { hostOnly } from './load-returned-city.js'
import { loadSmallCity } from './load-small-city.js'

/**
 * Loads some boroughs of the small city into databases of their own, hosted as if there were no others.
 *
 * @param boroughs their codes
 * @returns the tiers' databases
 */
export async function loadSmallBoroughs(boroughs: readonly string[]): Promise<Readonly<Record<Tier, TestDatabase>>> {
  const of = (tier: Tier) => createTestDatabase({ tier, migrations: migrationsOf(tier) })
  const [city, borough, community] = await Promise.all([of('city'), of('borough'), of('community')])
  const urls = { city: city.ownerUrl, borough: borough.ownerUrl, community: community.ownerUrl }
  await loadSmallCity(urls, ({ communities }) => {
    const active = communities.filter(({ boroughCode }) => boroughs.includes(boroughCode))
    return new Set(active.map(({ code }) => code))
  })
  const owner = openPool(community.ownerUrl)
  try {
    await hostOnly(owner, boroughs)
  } finally {
    await owner.end()
  }
  return { city, borough, community }
}
