import { withDatabase } from '../connection-url.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { requireServerVersion } from '../require-server-version.js'
import { withClient } from '../with-client.js'
import { ensureDatabase } from './ensure-database.js'
import { ensureRole } from './ensure-role.js'
import { grantRunTime } from './grant-run-time.js'
import { namesOf, type Store, type TierNames } from './tier-names.js'

const provisionLock = 72_707_370

/** The addresses of one tier's database. Both hold passwords: never log them. */
export interface TierUrls {
  /** As the role that owns the database, and writes rows of every owner: for migrations and bulk loads. */
  readonly ownerUrl: string
  /** As the run-time role, which reads rows, writes those of the owners that a transaction names, and changes no structure. */
  readonly url: string
}

export interface ProvisionOptions {
  /** A superuser's URL of any database on the server. */
  readonly adminUrl: string
  readonly tier: Store
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
  const owner = { user: names.owner, password: await keepSecret(dataDir, names.owner) }
  const runtime = { user: names.runtime, password: await keepSecret(dataDir, names.runtime) }
  await withClient(adminUrl, async (client) => {
    // Roles are the whole server's: two processes that alter one at once would fail. The lock ends with the connection.
    await client.query('select pg_advisory_lock($1)', [provisionLock])
    const version = await requireServerVersion(client)
    await ensureRole(client, owner.user, { password: owner.password, mayWriteAllRows: true })
    await ensureRole(client, runtime.user, { password: runtime.password, mayWriteAllRows: false })
    await ensureDatabase(client, names, version)
    await withClient(withDatabase(adminUrl, names.database), (inside) => grantRunTime(inside, names))
  })
  return {
    ownerUrl: withDatabase(adminUrl, names.database, owner),
    url: withDatabase(adminUrl, names.database, runtime),
  }
}
