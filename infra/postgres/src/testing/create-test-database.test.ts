import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../with-client.js'
import { createTestDatabase, type TestDatabase } from './create-test-database.js'
import { writeMigrations } from './write-migrations.js'

let migrations: string
const databases: TestDatabase[] = []

beforeAll(async () => {
  migrations = await writeMigrations({ '20250101000000_initial': 'create table lesson (title text)' })
})
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()))
  await rm(migrations, { recursive: true })
})

async function open(seedName?: string): Promise<TestDatabase> {
  const database = await createTestDatabase({
    tier: 'borough',
    migrations,
    ...(seedName && {
      seed: {
        name: seedName,
        load: async ({ ownerUrl }) =>
          void (await withClient(ownerUrl, (client) => client.query("insert into lesson values ('seeded')"))),
      },
    }),
  })
  databases.push(database)
  return database
}

async function titles(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ title: string }>('select title from lesson')
    return rows.map((row) => row.title)
  })
}

test('each test file has a database of its own with the same beginning', async () => {
  const [first, second] = await Promise.all([open('one-lesson'), open('one-lesson')])
  await withClient(first.url, (client) => client.query("insert into lesson values ('only here')"))
  expect(await titles(first.url)).toEqual(['seeded', 'only here'])
  expect(await titles(second.url)).toEqual(['seeded'])
  expect(await titles((await open()).url)).toEqual([])
})

test('a copy keeps the roles apart like the original', async () => {
  const database = await open()
  await expect(withClient(database.url, (client) => client.query('drop table lesson'))).rejects.toThrow('owner')
  await expect(withClient(database.url, (client) => client.query('create table more ()'))).rejects.toThrow('permission')
})

test('a copy is quick to have once its template is there', async () => {
  await open()
  const started = Date.now()
  await open()
  expect(Date.now() - started).toBeLessThan(2000)
})

test('a seed that fails leaves no half-filled template behind', async () => {
  const attempt = () =>
    createTestDatabase({
      tier: 'borough',
      migrations,
      seed: { name: 'broken', load: () => Promise.reject(new Error('no rows today')) },
    })
  await expect(attempt()).rejects.toThrow('no rows today')
  await expect(attempt()).rejects.toThrow('no rows today')
})
