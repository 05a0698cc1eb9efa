import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { applyMigrations } from '../migrate/apply-migrations.js'
import { readMigrations } from '../migrate/read-migrations.js'
import { provisionTier, type TierUrls } from '../provision/provision-tier.js'
import { namesOf, type Store } from '../provision/tier-names.js'
import type { TestServer } from './connect-test-server.js'

/** What a test's database begins with. */
export interface TestTemplate {
  readonly tier: Store
  /** The folder of migrations to apply; without one the database is empty. */
  readonly migrations?: string
  /** Rows to begin with; loaded once a test run for each name. */
  readonly seed?: { readonly name: string; readonly load: (urls: TierUrls) => Promise<void> }
}

/**
 * Makes the database that copies are taken from, unless it is there: provisioned as in earnest, migrated, seeded. Returns its name.
 * Other test files that ask for it meanwhile wait.
 */
export async function ensureTemplate(admin: Client, server: TestServer, template: TestTemplate): Promise<string> {
  const { tier, migrations, seed } = template
  const key = await keyOf(template)
  const database = `template_${tier}_${key.toString('hex').slice(0, 12)}`
  const lock = key.readInt32BE(0)
  await admin.query('select pg_advisory_lock($1, 1)', [lock])
  try {
    const { rows } = await admin.query<{ complete: boolean }>(
      'select datistemplate as complete from pg_database where datname = $1',
      [database],
    )
    if (rows[0]?.complete) return database
    // What a failed attempt left.
    await admin.query(`drop database if exists ${database} with (force)`)
    const names = { ...namesOf(tier), database }
    const urls = await provisionTier({ adminUrl: server.adminUrl, tier, dataDir: server.dataDir, names })
    if (migrations !== undefined) await applyMigrations({ url: urls.ownerUrl, folder: migrations })
    await seed?.load(urls)
    await withoutConnections(admin, database)
    await admin.query(`alter database ${database} is_template true`)
    return database
  } finally {
    await admin.query('select pg_advisory_unlock($1, 1)', [lock])
  }
}

/** Templates with the same migrations, wherever they lie, and the same rows are one. */
async function keyOf({ tier, migrations, seed }: TestTemplate): Promise<Buffer> {
  const files = migrations === undefined ? [] : await readMigrations(migrations)
  const checksums = files.map((migration) => [migration.name, migration.checksum])
  return createHash('sha256')
    .update(JSON.stringify([tier, checksums, seed?.name ?? '']))
    .digest()
}

/** A database can be copied only while nobody is connected to it; nobody can be from here on. */
async function withoutConnections(admin: Client, database: string): Promise<void> {
  await admin.query(`alter database ${database} allow_connections false`)
  await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [database])
}
