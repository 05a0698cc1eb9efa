import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from 'pg'
import { openPool } from './open-pool.js'
import { createTestDatabase, type TestDatabase } from './testing/create-test-database.js'
import { withClient } from './with-client.js'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase({ tier: 'city' })
  pool = openPool(database.url, { max: 2, applicationName: 'pool-test', statementTimeoutMs: 300 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function value(expression: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(`select ${expression} as value`)
  return rows[0]?.value
}

test.each<[string, unknown]>([
  ['count(*)', 1],
  ['9007199254740991::int8', 9_007_199_254_740_991],
  ['9007199254740993::int8', 9_007_199_254_740_993n],
  ['array[1, null]::int8[]', [1, null]],
  ["'2024-02-29'::date", '2024-02-29'],
  ["array['2024-02-29', null]::date[]", ['2024-02-29', null]],
  ['1234567.10::numeric', '1234567.10'],
  ['array[1.50, 2]::numeric[]', ['1.50', '2']],
  ["'2025-03-01 08:30:00.123+08'::timestamptz", '2025-03-01T00:30:00.123Z'],
  ["'2025-03-01 08:30:00+00'::timestamptz", '2025-03-01T08:30:00Z'],
  ["'2025-03-01 08:30:00.123456'::timestamp", '2025-03-01T08:30:00.123456Z'],
  ["array['2025-03-01 08:30:00+00']::timestamptz[]", ['2025-03-01T08:30:00Z']],
  ["'infinity'::timestamptz", 'infinity'],
  ['\'{"a": [1]}\'::jsonb', { a: [1] }],
  [
    'array[[1,2],[3,4]]::int8[]',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["'{a,null}'::text[]", ['a', null]],
  ['1.5::float8', 1.5],
  ['null::date', null],
])('%s arrives as %p', async (expression, expected) => {
  expect(await value(expression)).toEqual(expected)
})

test('a time in another zone arrives in UTC even if a session was set to that zone', async () => {
  const client = await pool.connect()
  await client.query("set timezone = 'Asia/Shanghai'")
  const { rows } = await client.query<{ at: string }>("select '2025-03-01 08:30:00+08'::timestamptz as at")
  client.release(true)
  expect(rows[0]?.at).toBe('2025-03-01T00:30:00.000Z')
})

test('a parser of its own that comes with a query, as Prisma brings one, goes first', async () => {
  const { rows } = await pool.query<{ at: unknown }>({
    text: "select '2025-03-01'::date as at",
    types: { getTypeParser: () => (text: string) => `theirs ${text}` },
  })
  expect(rows[0]?.at).toBe('theirs 2025-03-01')
})

test('carries its name and gives a slow statement up', async () => {
  expect(await value("current_setting('application_name')")).toBe('pool-test')
  await expect(value('pg_sleep(2)')).rejects.toMatchObject({ code: '57014' })
  expect(await value('1')).toBe(1)
})

test('outlives a connection that breaks while idle', async () => {
  const broken: Error[] = []
  const other = openPool(database.ownerUrl, { max: 1, onIdleError: (error) => broken.push(error) })
  try {
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid')
    await pool.query('select 1')
    await withClient(database.adminUrl, (client) =>
      client.query('select pg_terminate_backend($1, 2000)', [rows[0]?.pid]),
    )
    expect((await other.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect(broken.length).toBeLessThanOrEqual(1)
  } finally {
    await other.end()
  }
})
