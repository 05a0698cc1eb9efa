import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import type { ExecutionResult } from 'graphql'
import { Client } from 'pg'
import { lane } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

const question = `{ _entities(representations: [{ __typename: "Community", code: "${lane}" }]) { ... on Community { charter { selfGovernance } } } }`
const voice = 'mutation ($input: RaiseVoiceInput!) { raiseVoice(input: $input) { id } }'
const address = 'mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { address } }'
const sharing = 'mutation ($input: SetSharingInput!) { setSharing(input: $input) { selfGovernance } }'
const office = viewerOf(lane)

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  // The first write of a process takes Prisma longer than the deadlines of these tests.
  await subgraph.read(address, { input: { community: lane, address: 'First 1' } }, office)
})
afterAll(() => subgraph.close())

const codeOf = ({ errors }: ExecutionResult) => errors?.[0]?.extensions['code']

/** What calls have running in the database, beside those of the test itself. */
async function running(): Promise<readonly string[]> {
  return withClient(subgraph.url, async (client) => {
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_activity where datname = current_database() and application_name = 'shequ-community'
         and (state = 'active' or state like 'idle in transaction%')`,
    )
    return rows.map(({ query }) => query)
  })
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10)
}

/** Keeps a table locked while `work` runs, so that whatever touches it waits. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: subgraph.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`lock table ${table} in share row exclusive mode`)
    await work()
  } finally {
    await client.end()
  }
}

/** The same for whoever reads, which takes the owner. */
async function whileUnreadable(table: string, work: () => Promise<void>): Promise<void> {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const locked = subgraph.lockAsOwner(table, held)
  await locked.begun
  try {
    await work()
  } finally {
    release()
    await locked.ended
  }
}

test('a caller that leaves has its statement cancelled, and those that wait for a connection never begin', async () => {
  await whileUnreadable('community', async () => {
    const caller = new AbortController()
    const asked = Array.from({ length: 14 }, () => subgraph.ask(question, {}, undefined, { signal: caller.signal }))
    await until(async () => (await running()).length === 10)
    const begun = subgraph.statements.count
    caller.abort()
    const left = performance.now()
    expect((await Promise.all(asked)).map(codeOf)).toEqual(asked.map(() => 'TIER_UNAVAILABLE'))
    await until(async () => (await running()).length === 0)
    expect(performance.now() - left).toBeLessThan(1_000)
    expect(subgraph.statements.count).toBe(begun)
  })
  expect((await subgraph.ask(question)).errors).toBeUndefined()
})

test('a caller that left before is asked nothing for', async () => {
  const answer = await subgraph.ask(question, {}, undefined, { signal: AbortSignal.abort() })
  expect([codeOf(answer), subgraph.statements.count, subgraph.statements.controls]).toEqual(['TIER_UNAVAILABLE', 0, 0])
})

test('a question whose time is over is cancelled', async () => {
  await whileUnreadable('community', async () => {
    const answer = await subgraph.ask(question, {}, undefined, { endsAt: performance.now() + 150 })
    expect(codeOf(answer)).toBe('TIER_TIMEOUT')
    await until(async () => (await running()).length === 0)
  })
})

test('the server itself limits a statement to the time that is left, and no longer than that one', async () => {
  const limit = async () =>
    (await subgraph.pool.query<{ limit: string }>("select current_setting('statement_timeout') as limit")).rows[0]
      ?.limit
  await subgraph.ask(question, {}, undefined, { endsAt: performance.now() + 2_900 })
  expect(await limit()).toBe('3s')
  await subgraph.ask(question)
  expect(await limit()).toBe('20s')
})

test.each([
  ['through Prisma', address, { community: lane, address: 'Too late 1' }, 'community', `address = 'Too late 1'`],
  [
    'in SQL',
    sharing,
    { community: lane, dataset: 'VOICES', level: 'CITY' },
    'sharing_rule',
    `level = 'CITY' and dataset = 'VOICES'`,
  ],
])('a write %s that ends too late is rolled back and says so', async (_, query, input, table, made) => {
  await whileLocked(table, async () => {
    const answer = await subgraph.ask(query, { input }, office, { endsAt: performance.now() + 200 })
    expect(answer.errors?.[0]).toMatchObject({
      extensions: { code: 'TIER_TIMEOUT' },
      message: expect.stringContaining('nothing was changed'),
    })
    expect(await running()).toEqual([])
  })
  expect(await subgraph.sql(`select from ${table} where community_code = '${lane}' and ${made}`)).toEqual([])
})

test('a write goes on to its end when its caller leaves', async () => {
  const caller = new AbortController()
  const input = { community: lane, address: 'Left 1' }
  await whileLocked('community', async () => {
    const asked = subgraph.ask(address, { input }, office, { signal: caller.signal })
    await until(async () => (await running()).some((query) => /update/i.test(query)))
    caller.abort()
    expect(codeOf(await asked)).toBe('OUTCOME_UNKNOWN')
  })
  await until(async () => (await subgraph.sql(`select from community where address = 'Left 1'`)).length === 1)
})

test('a write that has not begun when its caller leaves does not begin', async () => {
  const caller = new AbortController()
  await whileUnreadable('community', async () => {
    const others = new AbortController()
    const holding = Array.from({ length: 10 }, () => subgraph.ask(question, {}, undefined, { signal: others.signal }))
    await until(async () => (await running()).length === 10)
    const input = { community: lane, kind: 'NEED', serviceCode: 'PROGRAMMES', text: 'Never said.' }
    const asked = subgraph.ask(voice, { input }, office, { signal: caller.signal })
    await pause(50)
    caller.abort()
    expect(codeOf(await asked)).toBe('TIER_UNAVAILABLE')
    others.abort()
    await Promise.all(holding)
  })
  expect(await subgraph.sql(`select from voice where said = 'Never said.'`)).toEqual([])
})

test.each([
  [
    'through Prisma',
    voice,
    (key: string) => ({ community: lane, kind: 'NEED', serviceCode: 'PROGRAMMES', text: key, idempotencyKey: key }),
  ],
])(
  'a write %s whose connection breaks during the commit has an outcome that nobody knows, and the same key asks again',
  async (_, query, inputOf) => {
    await subgraph.sqlAsOwner(`
    create function wait_in_commit() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return null; end $$;
    create constraint trigger wait_in_commit after insert on voice deferrable initially deferred for each row execute function wait_in_commit()`)
    const input = inputOf('broken commit')
    const asked = subgraph.ask(query, { input }, office)
    await until(async () => (await running()).some((each) => /^commit/i.test(each)))
    await subgraph.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'commit%' and state = 'active'`,
    )
    expect((await asked).errors?.[0]).toMatchObject({
      extensions: { code: 'OUTCOME_UNKNOWN' },
      message: expect.stringContaining('the same `idempotencyKey`'),
    })
    await subgraph.sqlAsOwner('drop trigger wait_in_commit on voice; drop function wait_in_commit')
    for (let times = 0; times < 2; times++)
      expect((await subgraph.ask(query, { input }, office)).errors).toBeUndefined()
    expect(await subgraph.sql(`select from voice where said = 'broken commit'`)).toHaveLength(1)
  },
)
