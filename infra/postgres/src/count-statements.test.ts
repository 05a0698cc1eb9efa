import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { countStatements, type StatementCount } from './count-statements.js'
import { openPool } from './open-pool.js'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database.js'
import { writeMigrations } from './testing/write-migrations.js'

let migrations: string
let database: TestDatabase
let pool: Pool
let counted: StatementCount

beforeAll(async () => {
  migrations = await writeMigrations({ '20250101000000_initial': 'create table lesson (title text)' })
  database = await createTestDatabase({ tier: 'city', migrations })
  pool = openPool(database.url, { max: 2 })
  await pool.query('select 1')
  counted = countStatements(pool)
})
beforeEach(() => counted.reset())
afterAll(async () => {
  await pool.end()
  await database.drop()
  await rm(migrations, { recursive: true })
})

test("counts a pool's queries on connections old and new", async () => {
  await Promise.all([
    pool.query('select 1'),
    pool.query('select 2'),
    pool.query({ text: 'select $1::int', values: [3] }),
  ])
  expect([...counted.statements].sort()).toEqual(['select $1::int', 'select 1', 'select 2'])
  expect(counted.count).toBe(3)
})

test('counts a transaction by what it does, not by its brackets', async () => {
  const client = await pool.connect()
  await client.query('begin')
  await client.query("insert into lesson values ('calligraphy')")
  await client.query('ROLLBACK')
  client.release()
  expect(counted.statements).toEqual(["insert into lesson values ('calligraphy')"])
  expect(counted.controls).toBe(2)
})

test('counts COPY apart', async () => {
  const client = await pool.connect()
  await pipeline(Readable.from(['painting\n']), client.query(copyFrom('copy lesson from stdin')))
  client.release()
  expect([counted.count, counted.copies]).toEqual([0, 1])
})

test('counts a refused statement too, since the server saw it', async () => {
  await expect(pool.query('select nonsense')).rejects.toThrow('nonsense')
  expect(counted.count).toBe(1)
})

test('two counters count alike, and one that was stopped no more', async () => {
  const other = countStatements(pool)
  await pool.query('select 1')
  other.stop()
  await pool.query('select 2')
  expect(other.statements).toEqual(['select 1'])
  expect(counted.statements).toEqual(['select 1', 'select 2'])
})
