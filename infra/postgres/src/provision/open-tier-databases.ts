import { realpath } from 'node:fs/promises'
import { DataDirInUse } from '../embedded/hold-data-dir.js'
import { joinServer } from '../embedded/join-server.js'
import { startEmbeddedServer } from '../embedded/start-embedded-server.js'
import { provisionTier, type TierUrls } from './provision-tier.js'
import { tiers } from '@shequ/schema/tiers'
import type { Store } from './tier-names.js'

export interface TierDatabasesOptions {
  readonly dataDir: string
  /** The URLs of servers of the user's own, by tier. Their role runs both migrations and queries. */
  readonly ownUrls?: Readonly<Partial<Record<Store, string | undefined>>>
  /** The tiers wanted; all by default. */
  readonly wanted?: readonly Store[]
  readonly say?: (line: string) => void
  /** Whether to use the server of the hub that holds the data folder, when one does. False by default: then it refuses. */
  readonly beside?: boolean
}

export interface TierDatabases {
  readonly urls: ReadonlyMap<Store, TierUrls>
  /** Stops the embedded server, where one was started. */
  stop(): Promise<void>
}

/**
 * Gives each wanted tier a database to use: the one whose URL is given, else one on the data folder's embedded server, which
 * is started only if a tier needs it. Migrations are not applied yet.
 *
 * @throws what `startEmbeddedServer` and `provisionTier` throw; the server is stopped then.
 */
export async function openTierDatabases(options: TierDatabasesOptions): Promise<TierDatabases> {
  const { dataDir, ownUrls = {}, wanted = tiers, say = () => undefined, beside = false } = options
  const urls = new Map<Store, TierUrls>()
  const embedded: Store[] = []
  for (const tier of wanted) {
    const url = ownUrls[tier]
    if (url) urls.set(tier, { ownerUrl: url, url })
    else embedded.push(tier)
  }
  if (embedded.length === 0) return { urls, stop: () => Promise.resolve() }
  const server = await startEmbeddedServer({ dataDir, say }).catch((error: unknown) => {
    if (beside && error instanceof DataDirInUse) return joinServer(dataDir)
    throw error
  })
  try {
    const home = await realpath(dataDir)
    for (const tier of embedded) {
      urls.set(tier, await provisionTier({ adminUrl: server.adminUrl, tier, dataDir: home }))
    }
  } catch (error) {
    await server.stop()
    throw error
  }
  return { urls, stop: () => server.stop() }
}
