import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectTestServer } from '../testing/connect-test-server.js'
import { writeMigrations } from '../testing/write-migrations.js'
import { withClient } from '../with-client.js'
import type { ScratchServer } from './scratch-database.js'
import type { TierSchema } from './tier-schemas.js'
import { checkDrift } from './check-drift.js'
import { databaseDrift } from './database-drift.js'
import { draftMigration } from './draft-migration.js'

const schema = `
datasource db {
  provider = "postgresql"
}

model Lesson {
  code  String    @id
  title String
  tags  String[]
  held  DateTime? @db.Timestamptz(3)

  @@index([title])
  @@map("lesson")
}
`
const matching = `
create table "lesson" ("code" text not null, "title" text not null, "tags" text[], "held" timestamptz(3),
  constraint "lesson_pkey" primary key ("code"), constraint title_is_short check (length(title) < 200));
create index "lesson_title_idx" on "lesson" ("title");
create index upcoming on lesson (held) where held is not null;
create function shout(text) returns text language sql as $$ select upper($1) || ';' $$;`

let server: ScratchServer
let folder: string
let tier: TierSchema

beforeAll(async () => {
  server = await connectTestServer()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-hub-drift-'))
  tier = { tier: 'city', schema: join(folder, 'schema.prisma'), migrations: join(folder, 'migrations') }
  await writeFile(tier.schema, schema)
  await writeMigrations({ '20250101000000_initial': matching }, tier.migrations)
  await writeFile(join(tier.migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await withClient(server.adminUrl, (client) => client.query('drop database if exists shequ_city with (force)'))
})

test('finds nothing where schema and migrations agree, whatever only SQL can say', async () => {
  expect(await checkDrift(server, tier)).toEqual([])
})

test('tells a column that the schema has and the migrations lack, with the SQL for it', async () => {
  await writeFile(tier.schema, schema.replace('title String', 'title String\n  hours Int @default(1)'))
  const [finding] = await checkDrift(server, tier)
  expect(finding).toContain('city: ')
  expect(finding).toContain('ALTER TABLE "lesson" ADD COLUMN     "hours" INTEGER NOT NULL DEFAULT 1')
})

test('tells a table that only the migrations have', async () => {
  await writeMigrations({ '20250102000000_more': 'create table stray (id int primary key)' }, tier.migrations)
  expect((await checkDrift(server, tier))[0]).toContain('DROP TABLE "stray"')
})

test('tells a migration that fails, a name that would not sort and a missing lock file', async () => {
  await writeMigrations({ '20250102000000_more': 'create table lesson ()' }, tier.migrations)
  expect((await checkDrift(server, tier))[0]).toContain('20250102000000_more failed: relation "lesson" already exists')
  await writeMigrations({ 'Next one': 'select 1' }, tier.migrations)
  await rm(join(tier.migrations, 'migration_lock.toml'))
  const findings = await checkDrift(server, tier)
  expect(findings).toHaveLength(2)
  expect(findings[0]).toContain('got Next one')
})

test('a schema that Prisma cannot read is an error that says where', async () => {
  await writeFile(tier.schema, schema.replace('String    @id', 'Strin @id'))
  await expect(checkDrift(server, tier)).rejects.toThrow('Strin')
})

test('drafts the migration that is missing, after all others, and none where nothing differs', async () => {
  expect(await draftMigration(server, tier, 'add_hours')).toBeUndefined()
  await writeFile(tier.schema, schema.replace('title String', 'title String\n  hours Int?'))
  await writeMigrations({ '29990101000000_ahead': 'select 1' }, tier.migrations)
  await withClient(server.adminUrl, (client) => client.query('drop database shequ_city with (force)'))
  const file = await draftMigration(server, tier, 'add_hours')
  expect(relative(tier.migrations, file ?? '')).toBe('29990101000001_add_hours/migration.sql')
  expect(await readFile(file ?? '', 'utf8')).toContain('ALTER TABLE "lesson" ADD COLUMN     "hours" INTEGER')
  expect(await checkDrift(server, tier)).toEqual([])
})

test('a migration needs a plain name', async () => {
  await expect(draftMigration(server, tier, 'Add hours!')).rejects.toThrow('Expected a migration')
})

test("the project's own schemas and migrations agree, on a server that is gone afterwards", async () => {
  expect(await databaseDrift()).toBeUndefined()
})

test('all findings are told at once', async () => {
  await writeFile(tier.schema, schema.replace('title String', 'title String\n  hours Int?'))
  expect(await databaseDrift([tier, { ...tier, tier: 'borough' }])).toMatch(/^city: [^]*\nborough: /)
})
