import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.js'
import { writeMigrations } from '../testing/write-migrations.js'
import { withClient } from '../with-client.js'
import { applyMigrations } from './apply-migrations.js'

const first = '20250101000000_first'
const second = '20250102000000_second'
const lessons = 'create table lesson (title text not null);\ncreate index on lesson (title);\n'

let folder: string
let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase({ tier: 'city' })
  folder = await writeMigrations({ [first]: lessons })
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const migrate = () => applyMigrations({ url: database.ownerUrl, folder })

async function query(sql: string, url = database.ownerUrl): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
}

test('applies what is missing, in order, and nothing twice', async () => {
  expect(await migrate()).toEqual({ applied: [first] })
  await writeMigrations({ [second]: 'alter table lesson add column hours int' }, folder)
  expect(await migrate()).toEqual({ applied: [second] })
  expect(await migrate()).toEqual({ applied: [] })
  expect(await query('select title, hours from lesson')).toEqual([])
})

test('a migration may be a link to a file of several tiers, and the text that git writes where there are no links', async () => {
  const shared = join(folder, 'lessons.sql')
  const link = join(folder, first, 'migration.sql')
  await rename(link, shared)
  await symlink('../lessons.sql', link)
  expect(await migrate()).toEqual({ applied: [first] })
  await writeMigrations({ [second]: 'alter table lesson add column hours int' }, folder)
  await rm(link)
  await writeFile(link, '../lessons.sql')
  expect(await migrate()).toEqual({ applied: [second] })
})

test("keeps Prisma's list: the file's SHA-256, one step, finished", async () => {
  await migrate()
  const [row] = await query('select *, finished_at >= started_at as in_order from _prisma_migrations')
  expect(row).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash('sha256').update(lessons).digest('hex'),
    migration_name: first,
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
    in_order: true,
  })
  const columns = await query(
    `select column_name || ' ' || data_type || coalesce(' ' || character_maximum_length, '') as shape
     from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`,
  )
  expect(columns.map((column) => column['shape'])).toEqual([
    'id character varying 36',
    'checksum character varying 64',
    'finished_at timestamp with time zone',
    'migration_name character varying 255',
    'logs text',
    'rolled_back_at timestamp with time zone',
    'started_at timestamp with time zone',
    'applied_steps_count integer',
  ])
})

test('the run-time role can read the list and not change it', async () => {
  await migrate()
  expect(await query('select migration_name from _prisma_migrations', database.url)).toHaveLength(1)
  await expect(query('delete from _prisma_migrations', database.url)).rejects.toThrow('permission denied')
})

test('any number of processes at once apply each migration once', async () => {
  await writeMigrations({ [second]: "select pg_sleep(0.2); insert into lesson values ('once')" }, folder)
  const outcomes = await Promise.all([migrate(), migrate(), migrate(), migrate()])
  expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual([first, second])
  expect(await query('select title from lesson')).toHaveLength(1)
})

test('gives up waiting for another process after its patience', async () => {
  await withClient(database.ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(72707369)')
    await expect(applyMigrations({ url: database.ownerUrl, folder, patience: 100 })).rejects.toThrow(
      'Another process has been migrating this database',
    )
  })
  expect(await migrate()).toEqual({ applied: [first] })
})

test('a migration that fails leaves nothing but a note, names its line, and stops all further ones', async () => {
  await writeMigrations({ [second]: 'create table half ();\ncreate table lesson ();' }, folder)
  await expect(migrate()).rejects.toThrow(`The migration ${second} failed: relation "lesson" already exists (42P07)`)
  expect(await query("select to_regclass('half') as half")).toEqual([{ half: null }])
  await expect(migrate()).rejects.toMatchObject({ reason: 'FAILED', message: expect.stringContaining(second) })
  await query(`update _prisma_migrations set rolled_back_at = now() where migration_name = '${second}'`)
  await writeMigrations({ [second]: 'create table half ()' }, folder)
  expect(await migrate()).toEqual({ applied: [second] })
})

test('what is killed in the midst of a migration leaves neither it nor a note, and the next start goes on at once', async () => {
  await migrate()
  await writeMigrations({ [second]: 'create table half (); select pg_sleep(60);' }, folder)
  const program = `import('${new URL('../../dist/migrate/apply-migrations.js', import.meta.url).href}').then((module) =>
    module.applyMigrations(${JSON.stringify({ url: database.ownerUrl, folder })}))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  const sleeping = `select from pg_stat_activity where datname = '${database.name}' and wait_event = 'PgSleep'`
  while ((await query(sleeping, database.adminUrl)).length === 0) await pause(20)
  child.kill('SIGKILL')
  await gone
  await writeMigrations({ [second]: 'create table half ()' }, folder)
  expect(await migrate()).toEqual({ applied: [second] })
  expect(await query('select migration_name, logs, rolled_back_at from _prisma_migrations order by 1')).toEqual(
    [first, second].map((name) => ({ migration_name: name, logs: null, rolled_back_at: null })),
  )
})

test('what can not run in a transaction says so, and runs again after an interruption but not after a failure', async () => {
  const concurrently = '-- no-transaction\ncreate index concurrently if not exists lesson_title on lesson (title);\n'
  await writeMigrations({ [second]: concurrently.replace('-- no-transaction', '-- nothing') }, folder)
  await expect(migrate()).rejects.toThrow('cannot run inside a transaction block')
  await query(`delete from _prisma_migrations where migration_name = '${second}'`)
  await writeMigrations({ [second]: concurrently }, folder)
  expect(await migrate()).toEqual({ applied: [second] })
  const note = (logs: string) =>
    query(`update _prisma_migrations set finished_at = null, logs = ${logs} where migration_name = '${second}'`)
  await note('null')
  expect(await migrate()).toEqual({ applied: [second] })
  expect(await query('select from _prisma_migrations where rolled_back_at is null')).toHaveLength(2)
  await query(`delete from _prisma_migrations where rolled_back_at is not null`)
  await note("'it failed'")
  await expect(migrate()).rejects.toMatchObject({ reason: 'FAILED' })
})

test('names the line of a mistake that the server points at', async () => {
  await writeMigrations({ [second]: 'create table half ();\n\ncreate tabel oops ();' }, folder)
  await expect(migrate()).rejects.toThrow('line 3: syntax error')
})

test('refuses an applied migration that was edited, but not other line ends', async () => {
  await migrate()
  await writeMigrations({ [first]: lessons.replaceAll('\n', '\r\n') }, folder)
  expect(await migrate()).toEqual({ applied: [] })
  await writeMigrations({ [first]: `${lessons}-- more` }, folder)
  await expect(migrate()).rejects.toMatchObject({ reason: 'EDITED', message: expect.stringContaining(first) })
})

test('refuses a database that has more than the folder', async () => {
  await writeMigrations({ [second]: 'select 1' }, folder)
  await migrate()
  await rm(join(folder, second), { recursive: true })
  await expect(migrate()).rejects.toMatchObject({ reason: 'NEWER', message: expect.stringContaining(second) })
})

test('says what is missing when the folder or a file is', async () => {
  await expect(applyMigrations({ url: database.ownerUrl, folder: join(folder, 'none') })).rejects.toThrow(
    'Expected a folder of migrations',
  )
  await rm(join(folder, first, 'migration.sql'))
  await expect(migrate()).rejects.toThrow(`Expected the migration ${join(folder, first, 'migration.sql')}`)
})

test('a role that may not create tables is told so', async () => {
  await expect(applyMigrations({ url: database.url, folder })).rejects.toThrow(
    'Expected the role shequ_city to be allowed to create tables',
  )
})
