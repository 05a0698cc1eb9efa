import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applyMigrations } from '@shequ/postgres/migrate/apply-migrations'
import { openTierDatabases, type TierDatabases } from '@shequ/postgres/provision/open-tier-databases'
import type { Store } from '@shequ/postgres/provision/tier-names'
import { type Tier, tiers } from '@shequ/schema/tiers'

export interface DatabaseSettings {
  readonly DATA_DIR: string
  readonly CITY_DATABASE_URL?: string | undefined
  readonly BOROUGH_DATABASE_URL?: string | undefined
  readonly COMMUNITY_DATABASE_URL?: string | undefined
  readonly ISSUER_DATABASE_URL?: string | undefined
}

/** The folder of a database's migrations. */
export function migrationsOf(store: Store): string {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
  return store === 'issuer'
    ? join(root, 'infra/issuer/migrations')
    : join(root, 'subgraphs', store, 'prisma/migrations')
}

export interface OpenOptions {
  readonly say: (line: string) => void
  /** The tiers wanted; all by default. */
  readonly wanted?: readonly Store[]
  /** Whether to work beside a hub that runs on the same data folder. False by default: then it refuses. */
  readonly beside?: boolean
}

/** Opens the databases of the tiers that are wanted, embedded or of one's own, with every migration applied. */
export async function openDatabases(
  settings: DatabaseSettings,
  { say, wanted = tiers, beside = false }: OpenOptions,
): Promise<TierDatabases> {
  const databases = await openTierDatabases({
    dataDir: settings.DATA_DIR,
    ownUrls: {
      city: settings.CITY_DATABASE_URL,
      borough: settings.BOROUGH_DATABASE_URL,
      community: settings.COMMUNITY_DATABASE_URL,
      issuer: settings.ISSUER_DATABASE_URL,
    },
    wanted,
    say,
    beside,
  })
  try {
    for (const tier of wanted)
      await applyMigrations({
        url: urlsOf(databases, tier).ownerUrl,
        folder: migrationsOf(tier),
        say: (line) => say(`${tier}: ${line}`),
      })
    return databases
  } catch (error) {
    await databases.stop()
    throw error
  }
}

/** The addresses of one tier's database. */
export function urlsOf(databases: TierDatabases, tier: Store): { readonly ownerUrl: string; readonly url: string } {
  const urls = databases.urls.get(tier)
  if (!urls) throw new Error(`Expected the database of ${tier} to be open.`)
  return urls
}

/** The addresses of all tiers' databases under the roles that own their tables: for bulk loads. */
export function ownerUrls(databases: TierDatabases): Record<Tier, string> {
  const urlOf = (tier: Tier) => urlsOf(databases, tier).ownerUrl
  return { city: urlOf('city'), borough: urlOf('borough'), community: urlOf('community') }
}
