import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPool } from './open-pool.js'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database.js'
import { withClient } from './with-client.js'

/** What a shell may hold that is about other servers: every variable of PostgreSQL's that the driver knows. */
const shell = {
  PGHOST: 'database.invalid',
  PGHOSTADDR: '192.0.2.1',
  PGPORT: '1',
  PGUSER: 'somebody',
  PGPASSWORD: 'wrong',
  PGPASSFILE: '/nowhere',
  PGDATABASE: 'other',
  PGSERVICE: 'other',
  PGSERVICEFILE: '/nowhere',
  PGOPTIONS: '-c search_path=x -c timezone=Asia/Shanghai -c statement_timeout=1',
  PGSSLMODE: 'require',
  PGSSLNEGOTIATION: 'direct',
  PGSSLROOTCERT: '/nowhere',
  PGREPLICATION: 'database',
  PGCLIENT_ENCODING: 'LATIN1',
  PGCLIENTENCODING: 'LATIN1',
  PGAPPNAME: 'other',
  PGTZ: 'Asia/Shanghai',
  PGCONNECT_TIMEOUT: '1',
} as const

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ tier: 'city' })
})
afterAll(() => database.drop())
beforeEach(() => void Object.assign(process.env, shell))
afterEach(() => {
  for (const name of Object.keys(shell)) Reflect.deleteProperty(process.env, name)
})

const question = `select current_database() as database, current_setting('search_path') as path, current_setting('timezone') as zone,
  current_setting('client_encoding') as encoding, '社区' as text, current_setting('application_name') as name`
const expected = { path: '"$user", public', zone: 'UTC', encoding: 'UTF8', text: '社区', name: 'shequ-hub' }

test("the shell's PostgreSQL variables change nothing of a connection", async () => {
  expect(await withClient(database.url, async (client) => (await client.query<object>(question)).rows)).toEqual([
    { ...expected, database: database.name },
  ])
  const pool = openPool(database.ownerUrl)
  try {
    expect((await pool.query<object>(question)).rows).toEqual([{ ...expected, database: database.name }])
  } finally {
    await pool.end()
  }
})

test.each(Object.entries(shell))('%s alone changes nothing', async (name, value) => {
  for (const other of Object.keys(shell)) Reflect.deleteProperty(process.env, other)
  process.env[name] = value
  expect(await withClient(database.url, async (client) => (await client.query<object>(question)).rows)).toEqual([
    { ...expected, database: database.name },
  ])
})
