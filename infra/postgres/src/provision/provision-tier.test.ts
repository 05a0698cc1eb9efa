import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../connection-url.js'
import { applyMigrations } from '../migrate/apply-migrations.js'
import { connectTestServer } from '../testing/connect-test-server.js'
import { writeMigrations } from '../testing/write-migrations.js'
import { withClient } from '../with-client.js'
import { provisionTier, type TierUrls } from './provision-tier.js'
import { type Tier, tiers } from '@shequ/schema/tiers'

const urls = new Map<Tier, TierUrls>()
let adminUrl: string
let dataDir: string
let migrations: string

beforeAll(async () => {
  ;({ adminUrl } = await connectTestServer())
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-provision-'))
  migrations = await writeMigrations({
    '20250101000000_initial':
      'create extension pg_trgm; create table lesson (id serial primary key, title text); create table access_log (id int)',
  })
  for (const tier of tiers) {
    urls.set(tier, await provision(tier))
    await applyMigrations({ url: urlsOf(tier).ownerUrl, folder: migrations })
  }
})
afterAll(async () => {
  await withClient(adminUrl, async (client) => {
    for (const tier of tiers) {
      await client.query(`drop database provisioned_${tier} with (force)`)
      await client.query(`drop role provisioned_${tier}_owner, provisioned_${tier}`)
    }
  })
  await rm(dataDir, { recursive: true })
  await rm(migrations, { recursive: true })
})

function provision(tier: Tier): Promise<TierUrls> {
  const names = {
    database: `provisioned_${tier}`,
    owner: `provisioned_${tier}_owner`,
    runtime: `provisioned_${tier}`,
  }
  return provisionTier({ adminUrl, tier, dataDir, names })
}

function urlsOf(tier: Tier): TierUrls {
  const found = urls.get(tier)
  if (!found) throw new Error(`Expected ${tier} to be provisioned.`)
  return found
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
}

test('the run-time role reads and writes rows, also of tables that came after it', async () => {
  const { url } = urlsOf('city')
  await run(url, "insert into lesson (title) values ('剪纸')")
  await run(url, "update lesson set title = '剪纸入门'")
  expect(await run(url, 'select id, title from lesson')).toEqual([{ id: 1, title: '剪纸入门' }])
  await run(url, 'delete from lesson')
})

test.each([
  ['create a table', 'create table other ()', 'permission denied for schema public'],
  ['create a schema', 'create schema other', 'permission denied for database'],
  ['create a temporary table', 'create temporary table other ()', 'permission denied to create temporary tables'],
  ['alter a table', 'alter table lesson add column hours int', 'must be owner'],
  ['empty a table at once', 'truncate lesson', 'permission denied'],
  ['drop a table', 'drop table lesson', 'must be owner'],
  ['create a role', 'create role other', 'permission denied to create role'],
  ['create a database', 'create database other', 'permission denied to create database'],
  ['become the owner', 'set role provisioned_city_owner', 'permission denied to set role'],
  ['read a file of the server', "select pg_read_file('PG_VERSION')", 'permission denied'],
  ['run a program on the server', "copy lesson from program 'id'", 'permission denied'],
])('the run-time role cannot %s', async (_what, sql, refusal) => {
  await expect(run(urlsOf('city').url, sql)).rejects.toThrow(refusal)
})

test("no role can connect to another tier's database, nor to the server's own", async () => {
  for (const tier of tiers) {
    const own = Object.values(urlsOf(tier) as unknown as Record<string, string>)
    const others = [
      ...tiers.filter((other) => other !== tier).map((other) => `provisioned_${other}`),
      'postgres',
      'template1',
    ]
    for (const url of own) {
      for (const other of others) {
        await expect(run(withDatabase(url, other), 'select 1')).rejects.toThrow('permission denied for database')
      }
    }
  }
})

test('repeating it changes nothing, and mends what was loosened', async () => {
  await run(adminUrl, 'alter role provisioned_city superuser')
  await run(adminUrl, 'grant connect on database provisioned_city to public')
  await run(withDatabase(adminUrl, 'provisioned_city'), 'grant all on _prisma_migrations to provisioned_city')
  expect(await provision('city')).toEqual(urlsOf('city'))
  await run(urlsOf('city').url, 'insert into access_log values (1)')
  await expect(run(urlsOf('city').url, 'update access_log set id = 2')).rejects.toThrow('permission denied')
  await expect(run(urlsOf('city').url, 'delete from access_log')).rejects.toThrow('permission denied')
  await expect(run(urlsOf('city').url, 'create table other ()')).rejects.toThrow('permission denied')
  await expect(run(urlsOf('city').url, 'delete from _prisma_migrations')).rejects.toThrow('permission denied')
  const borough = withDatabase(urlsOf('borough').url, 'provisioned_city')
  await expect(run(borough, 'select 1')).rejects.toThrow('permission denied for database')
})

test('several processes may provision at once', async () => {
  const outcomes = await Promise.all([
    provision('city'),
    provision('city'),
    provision('borough'),
    provision('community'),
  ])
  expect(outcomes[0]).toEqual(urlsOf('city'))
})

test('passwords are random and readable by their owner alone', async () => {
  const folder = join(dataDir, 'secrets')
  const names = await readdir(folder)
  expect(names).toHaveLength(6)
  const passwords = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  expect(new Set(passwords).size).toBe(6)
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

test('text sorts by code point, and trigram search knows Chinese letters', async () => {
  const { url } = urlsOf('community')
  expect(
    await run(url, "select string_agg(x, '' order by x) as sorted from unnest(array['a','B','中','一']) x"),
  ).toEqual([{ sorted: 'Ba一中' }])
  expect(await run(url, "select show_trgm('社区学院') <> '{}' as known, lower('É') as lower")).toEqual([
    { known: true, lower: 'é' },
  ])
})

test('refuses a server older than PostgreSQL 15', async () => {
  const { requireServerVersion } = await import('../require-server-version.js')
  const old = { query: () => Promise.resolve({ rows: [{ number: '140011', name: '14.11' }] }) }
  await expect(requireServerVersion(old as never)).rejects.toThrow(
    'Expected PostgreSQL 15 or later, but the server is 14.11',
  )
})
