import { randomBytes } from 'node:crypto'
import { withDatabase } from '../connection-url.js'
import type { TierUrls } from '../provision/provision-tier.js'
import { restrictDatabase } from '../provision/restrict-database.js'
import { namesOf, type TierNames } from '../provision/tier-names.js'
import { keepSecret } from '../secrets/keep-secret.js'
import { withClient } from '../with-client.js'
import { connectTestServer, type TestServer } from './connect-test-server.js'
import { ensureTemplate, type TestTemplate } from './test-template.js'

/** A database of one test file's own. */
export interface TestDatabase extends TierUrls {
  readonly name: string
  /** The superuser's URL of this database, for a test that has to look where no role may. */
  readonly adminUrl: string
  /** Removes the database, with whoever is still connected to it. */
  drop(): Promise<void>
}

/**
 * Creates a database with a tier's roles, migrations and, where given, rows: a copy of a template that is made once a test run,
 * so that each test file has one in about a tenth of a second. Call `drop` in `afterAll`.
 */
export async function createTestDatabase(template: TestTemplate): Promise<TestDatabase> {
  const server = await connectTestServer()
  const roles = namesOf(template.tier)
  const name = `test_${template.tier}_${randomBytes(6).toString('hex')}`
  await withClient(server.adminUrl, async (admin) => {
    const source = await ensureTemplate(admin, server, template)
    // File by file: through the log, as is the default, the copy of a city takes longer.
    await admin.query(`create database ${name} owner ${roles.owner} template ${source} strategy file_copy`)
    await restrictDatabase(admin, { ...roles, database: name })
  })
  return {
    name,
    ...(await urlsOf(server, roles, name)),
    adminUrl: withDatabase(server.adminUrl, name),
    drop: () =>
      withClient(
        server.adminUrl,
        async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)),
      ),
  }
}

async function urlsOf(server: TestServer, roles: TierNames, database: string): Promise<TierUrls> {
  const owner = { user: roles.owner, password: await keepSecret(server.dataDir, roles.owner) }
  const runtime = { user: roles.runtime, password: await keepSecret(server.dataDir, roles.runtime) }
  return {
    ownerUrl: withDatabase(server.adminUrl, database, owner),
    url: withDatabase(server.adminUrl, database, runtime),
  }
}
