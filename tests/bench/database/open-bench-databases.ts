import { realpath } from 'node:fs/promises'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { loadCity } from '@shequ/cli/run/load-city'
import type { ActivitySize } from '@shequ/data/activity/basis/activity-size'
import { TWO_WHOLE_YEARS } from '@shequ/data/activity/time/activity-day'
import { startEmbeddedServer } from '@shequ/postgres/embedded/start-embedded-server'
import { applyMigrations } from '@shequ/postgres/migrate/apply-migrations'
import { provisionTier, type TierUrls } from '@shequ/postgres/provision/provision-tier'
import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'
import { city } from '../question/three-hop-query.js'

/** What is loaded where nothing is. */
const bare = { activity: 'small', day: TWO_WHOLE_YEARS.day, announced: TWO_WHOLE_YEARS.announcedMonths } as const

/** The tiers' databases of a data folder, with the city in them. */
export interface BenchDatabases {
  /** The superuser's URL of the server. */
  readonly adminUrl: string
  readonly urls: Readonly<Record<Tier, TierUrls>>
  stop(): Promise<void>
}

/**
 * Starts the embedded server of a data folder and loads Shanghai where it is missing, with the activity that is there
 * or else `small`.
 *
 * @throws {DataDirInUse} while a hub runs on the folder.
 */
export async function openBenchDatabases(dataDir: string, say: (line: string) => void): Promise<BenchDatabases> {
  const server = await startEmbeddedServer({ dataDir, say })
  try {
    const home = await realpath(dataDir)
    const open = async (tier: Tier) => {
      const urls = await provisionTier({ adminUrl: server.adminUrl, tier, dataDir: home })
      await applyMigrations({ url: urls.ownerUrl, folder: migrationsOf(tier), say })
      return urls
    }
    const urls = { city: await open('city'), borough: await open('borough'), community: await open('community') }
    const loaded = await loadedActivity(urls.city.url)
    await loadCity(urlsOf(urls, 'ownerUrl'), { city, ...(loaded ? { activity: loaded } : bare) })
    return { adminUrl: server.adminUrl, urls, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

function loadedActivity(url: string): Promise<ActivitySize | undefined> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ size: ActivitySize }>('select size from activity_load where city_code = $1', [
      city,
    ])
    return rows[0]?.size
  })
}

/** One of the URLs of each tier: its own role's, or the owner's, who may make tables. */
export function urlsOf(
  { city, borough, community }: BenchDatabases['urls'],
  role: 'url' | 'ownerUrl',
): Readonly<Record<Tier, string>> {
  return { city: city[role], borough: borough[role], community: community[role] }
}

/** How many rows of each kind the databases hold. */
export async function countRows(urls: BenchDatabases['urls']): Promise<Readonly<Record<string, number>>> {
  const tables = { communities: ['borough', 'community'], programmes: ['community', 'programme'] } as const
  const enrolments = { enrolments: ['community', 'enrolment'] } as const
  const counts: Record<string, number> = {}
  for (const [what, [tier, table]] of Object.entries({ ...tables, ...enrolments })) {
    counts[what] = await withClient(urls[tier].url, async (client) => {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`)
      return rows[0]?.count ?? 0
    })
  }
  return counts
}
