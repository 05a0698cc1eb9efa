import { withDatabase } from '../connection-url.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { requireServerVersion } from '../require-server-version.js'
import { withClient } from '../with-client.js'
import { ensureDatabase } from './ensure-database.js'
import { ensureRole } from './ensure-role.js'
import { grantRunTime } from './grant-run-time.js'
import { namesOf, type Tier, type TierNames } from './tier-names.js'

/** The addresses of one tier's database. Both hold passwords: never log them. */
export interface TierUrls {
  /** As the role that owns the database: for migrations and bulk loads. */
  readonly ownerUrl: string
  /** As the run-time role, which reads and writes rows and changes no structure. */
  readonly url: string
}

export interface ProvisionOptions {
  /** A superuser's URL of any database on the server. */
  readonly adminUrl: string
  readonly tier: Tier
  /** Where the roles' passwords are kept: `secrets/` below it, readable by its owner alone. */
  readonly dataDir: string
  /** What to call the database and the roles; by default `shequ_<tier>`, `shequ_<tier>_owner` and `shequ_<tier>`. */
  readonly names?: TierNames
}

/**
 * Makes a tier's database and its two roles on a server, or brings what is there to the state described: another tier's roles can't
 * connect, the run-time role can change no structure. Repeating it changes nothing.
 *
 * @throws when the server is older than PostgreSQL 15 or `adminUrl` is no superuser's.
 */
export async function provisionTier(options: ProvisionOptions): Promise<TierUrls> {
  const { adminUrl, tier, dataDir, names = namesOf(tier) } = options
  const owner = { user: names.owner, password: (await keepSecret(dataDir, names.owner)).value }
  const runtime = { user: names.runtime, password: (await keepSecret(dataDir, names.runtime)).value }
  await withClient(adminUrl, async (client) => {
    const version = await requireServerVersion(client)
    await ensureRole(client, owner.user, owner.password)
    await ensureRole(client, runtime.user, runtime.password)
    await ensureDatabase(client, names, version)
  })
  await withClient(withDatabase(adminUrl, names.database), (client) => grantRunTime(client, names))
  return {
    ownerUrl: withDatabase(adminUrl, names.database, owner),
    url: withDatabase(adminUrl, names.database, runtime),
  }
}
