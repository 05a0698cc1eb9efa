import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../connection-url.js'
import { applyMigrations } from '../migrate/apply-migrations.js'
import { findDebianServer, type OwnServer, startDebianServer } from '../testing/start-debian-server.js'
import { withClient } from '../with-client.js'
import { openTierDatabases } from './open-tier-databases.js'
import { provisionTier } from './provision-tier.js'
import { type Tier, tiers } from '@shequ/schema/tiers'

const migrationsOf = (tier: Tier) =>
  fileURLToPath(new URL(`../../../../subgraphs/${tier}/prisma/migrations`, import.meta.url))

let server: OwnServer | undefined

beforeAll(async () => {
  const version = await findDebianServer()
  if (version) server = await startDebianServer(version)
  process.stdout.write(
    version
      ? `Servers of one's own are tried on PostgreSQL ${version} from /usr/lib/postgresql.\n`
      : "Servers of one's own are not tried: /usr/lib/postgresql has no PostgreSQL 15 or later.\n",
  )
})
afterAll(() => server?.stop())

/** The tables that a role sees in a database, after it migrated it. */
async function migrate(tier: Tier, url: string): Promise<number> {
  await applyMigrations({ url, folder: migrationsOf(tier) })
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from information_schema.tables where table_schema = 'public'",
    )
    return rows[0]?.n ?? 0
  })
}

test("every tier's migrations apply on it with roles of the hub's making", async () => {
  for (const tier of server ? tiers : []) {
    const { ownerUrl, url } = await provisionTier({
      adminUrl: server?.adminUrl ?? '',
      tier,
      dataDir: server?.folder ?? '',
    })
    expect(await migrate(tier, ownerUrl)).toBeGreaterThan(1)
    await expect(withClient(url, (client) => client.query('create table other ()'))).rejects.toThrow(
      'permission denied',
    )
  }
})

test("a URL of the user's own serves for migrations and queries alike, and no server is started", async () => {
  if (!server) return
  const role = { user: 'planner', password: 'of-their-own' }
  await withClient(server.adminUrl, async (client) => {
    await client.query(`create role ${role.user} login password '${role.password}'`)
    await client.query(`create database theirs owner ${role.user}`)
  })
  const own = withDatabase(server.adminUrl, 'theirs', role)
  const databases = await openTierDatabases({
    dataDir: '/nowhere/at/all',
    wanted: ['community'],
    ownUrls: { community: own },
  })
  expect([...databases.urls]).toEqual([['community', { ownerUrl: own, url: own }]])
  expect(await migrate('community', own)).toBeGreaterThan(1)
  await databases.stop()
})
