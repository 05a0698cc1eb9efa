import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { garden, harbour, lane } from '../testing/fixtures.js'
import { officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { verifyKeptLog } from './verify-kept-log.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  const office = officeAt(subgraph)
  for (const text of ['One.', 'Two.', 'Three.'])
    await office.make('raiseVoice', { kind: 'NEED', serviceCode: 'TIMES', text })
  await subgraph.sqlAsOwner(`insert into access_log_checkpoint values ('000000000000', 1, sha256(''))`)
})
afterAll(() => subgraph.close())

const functions = [
  'append_access_log(text[], text[], place_state)',
  'prune_access_log(text, integer)',
  'remove_access_log(text)',
]

const denied = expect.objectContaining({ code: '42501' })

/** Runs a statement as the run-time role, in a transaction that writes for these. */
const runFor = (owners: readonly string[], text: string, ...values: unknown[]) =>
  sqlTransaction(subgraph.pool, (sql) => sql<object>(text, ...values), owners)

test.each(['access_log', 'access_log_head', 'access_log_checkpoint'])(
  'the run-time role may read %s and add to it, and nothing else, whoever it writes for',
  async (table) => {
    await expect(runFor([], `select * from ${table}`)).resolves.not.toEqual([])
    for (const statement of [
      `update ${table} set sequence = sequence`,
      `update ${table} set hash = sha256('') where false`,
      `delete from ${table}`,
      `truncate ${table}`,
      `alter table ${table} disable trigger all`,
      `drop table ${table}`,
    ])
      await expect(runFor([lane, '*'], statement)).rejects.toEqual(denied)
    expect(
      await runFor(
        [],
        `select array_agg(privilege_type::text order by privilege_type) as rights from information_schema.role_table_grants
         where table_name = '${table}' and grantee = current_user`,
      ),
    ).toEqual([{ rights: ['INSERT', 'SELECT'] }])
  },
)

test('what is there can not be put in the place of itself by adding to it', async () => {
  for (const statement of [
    `insert into access_log select community_code, sequence, '{"at":"x"}', hash from access_log`,
    `insert into access_log_head select community_code, 1, hash from access_log_head`,
    `insert into access_log_head select community_code, 1, hash from access_log_head on conflict (community_code) do update set sequence = 1`,
  ])
    await expect(runFor([lane, '*'], statement)).rejects.toEqual(
      expect.objectContaining({ code: expect.stringMatching(/23505|42501/) }),
    )
})

test('a temporary table of the name of the log is no way in', async () => {
  await expect(runFor([], 'create temporary table access_log_head (community_code text)')).rejects.toEqual(denied)
  const paths = await subgraph.sql<{ name: string; config: string[] }>(
    `select proname as name, proconfig as config from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
  )
  expect(paths.map(({ name }) => name)).toEqual(functions.map((signature) => signature.replace(/\(.*/, '')))
  for (const { config } of paths) expect(config).toContain('search_path=public, pg_temp')
})

test('how long a log is kept has bounds in the database', async () => {
  await runFor([lane], 'insert into access_log_retention values ($1, 3650)', lane)
  await expect(runFor([lane], 'update access_log_retention set days = 1')).rejects.toThrow('access_log_retention_days')
})

/** A database URL of one's own: one role owns the tables and serves, and the policies hold it. */
const oneRole = `
  grant update, delete on access_log, access_log_head, access_log_checkpoint to shequ_community;
  ${functions.map((signature) => `alter function ${signature} security invoker`).join(';')}`

const append = "select append_access_log($1, $2, 'HERE')"
const prune = 'select prune_access_log($1, 1000) as removed'
const remove = 'select remove_access_log($1)'
const entryOf = (year: number) => `{"at":"${year}-01-01T00:00:00.000Z"}`

describe.each([
  { role: 'the owner of the tables', setUp: 'select', community: garden },
  { role: 'one role for all', setUp: oneRole, community: harbour },
])('the functions that change a log, as $role', ({ setUp, community }) => {
  beforeAll(() => subgraph.sqlAsOwner(setUp))

  const entries = () => subgraph.sql('select sequence from access_log where community_code = $1', community)
  const verdict = () => verifyKeptLog(subgraph.pool, community, { heads: [], now: new Date() })

  test('add for whom the transaction writes, and for nobody else', async () => {
    for (const owners of [[], [lane]]) {
      await expect(runFor(owners, append, [community], [entryOf(2_024)])).rejects.toEqual(denied)
      await expect(runFor(owners, append, [lane, community], [entryOf(2_024), entryOf(2_024)])).rejects.toEqual(denied)
    }
    expect(await entries()).toEqual([])
    await runFor([community], append, [community, community], [entryOf(2_001), entryOf(2_999)])
    expect(await verdict()).toMatchObject({ isWhole: true, entries: 2 })
  })

  test('remove what is old alone', async () => {
    for (const owners of [[], [lane]]) await expect(runFor(owners, prune, community)).rejects.toEqual(denied)
    expect(await runFor([community], prune, community)).toEqual([{ removed: 1 }])
    expect(await runFor(['*'], prune, community)).toEqual([{ removed: 0 }])
    expect(await verdict()).toMatchObject({ isWhole: true, entries: 1, removed: 1 })
  })

  test('remove a log that has moved away alone', async () => {
    await expect(runFor([community], remove, community)).rejects.toEqual(denied)
    await runFor(
      [community],
      "insert into community_place (community_code, state, epoch) values ($1, 'AWAY', 1)",
      community,
    )
    for (const owners of [[], [lane]]) await expect(runFor(owners, remove, community)).rejects.toEqual(denied)
    expect(await entries()).toHaveLength(1)
    await runFor([community], remove, community)
    expect(await entries()).toEqual([])
  })
})
