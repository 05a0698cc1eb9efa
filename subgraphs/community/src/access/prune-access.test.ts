import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { startPruning } from '@shequ/subgraph/prune/prune'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { garden, lane } from '../testing/fixtures.js'
import { officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { appendRecords } from './append-records.js'
import { communityPrunings } from './prune-access.js'
import { hosted } from '../node/place/server.js'
import type { LogHead, TravelledHead } from './verify-log.js'
import { verifyKeptLog } from './verify-kept-log.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
/** Adds entries that were written so many days ago. */
const enter = (community: string, ...days: readonly number[]) => {
  const records = days.map((age) => ({ community, text: `{"at":"${ago(age)}","age":${age}}` }))
  return sqlTransaction(subgraph.pool, (sql) => appendRecords(sql, hosted, records), [community])
}

/** Removes a thousand entries at most, as the run-time role. */
const pruneOnce = (community: string) =>
  sqlTransaction(subgraph.pool, (sql) => sql('select prune_access_log($1, 1000) as removed', community), [community])

async function prune(): Promise<Readonly<Record<string, number>>> {
  const pruner = startPruning({ pool: subgraph.pool, prunings: communityPrunings, log: createLog('test', 'silent') })
  const removed = await pruner.prune()
  await pruner.stop()
  return removed
}

const sequences = async (community: string) =>
  (
    await subgraph.sql<{ sequence: number }>(
      'select sequence from access_log where community_code = $1 order by 1',
      community,
    )
  ).map(({ sequence }) => sequence)
const verify = (community: string, heads: readonly TravelledHead[] = []) =>
  verifyKeptLog(subgraph.pool, community, { heads, now: new Date() })
const headOf = async (community: string): Promise<LogHead> => {
  const [head] = await subgraph.sql<LogHead>(
    'select sequence, hash from access_log_head where community_code = $1',
    community,
  )
  if (!head) throw new Error('Expected a log.')
  return head
}

test('entries older than a year go, in their order, and the log is proved from there on', async () => {
  await enter(lane, 900, 500, 370)
  const old = { ...(await headOf(lane)), receivedAt: new Date(ago(370)) }
  await enter(lane, 360, 400, 1)
  await officeAt(subgraph).make('raiseVoice', { kind: 'NEED', serviceCode: 'TIMES', text: 'A need.' })
  const late = { ...(await headOf(lane)), receivedAt: new Date() }
  expect(await prune()).toMatchObject({ access_log: 3 })
  expect(await sequences(lane)).toEqual([4, 5, 6, 7])
  expect(await verify(lane, [old, late])).toMatchObject({ isWhole: true, entries: 4, removed: 3 })
  expect(await prune()).toMatchObject({ access_log: 0 })
})

test('the community sets for how long, within bounds, and reads it in its charter', async () => {
  const office = officeAt(subgraph)
  expect(await office.write('setLogRetention', { days: 184 }, 'accessLogDays')).toEqual({ accessLogDays: 184 })
  await enter(lane, 150)
  expect(await office.attempt('setLogRetention', { days: 183 }, 'accessLogDays')).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'Expected `days` to be 184 to 3650, but got 183.',
  })
  expect(await office.attempt('setLogRetention', { days: 3_651 }, 'accessLogDays')).toMatchObject({
    code: 'BAD_USER_INPUT',
  })
  expect(await prune()).toMatchObject({ access_log: 2 })
  expect(await verify(lane)).toMatchObject({ isWhole: true, removed: 5 })
  expect(await officeAt(subgraph, garden).write('setLogRetention', { days: 3_650 }, 'accessLogDays')).toEqual({
    accessLogDays: 3_650,
  })
  await enter(garden, 3_000)
  await prune()
  expect(await verify(garden)).toMatchObject({ isWhole: true, removed: 0 })
})

test('a long log goes in batches, each of which leaves it whole', async () => {
  const community = '310115001001'
  await enter(community, ...Array.from({ length: 2_500 }, () => 800), 3)
  expect(await pruneOnce(community)).toEqual([{ removed: 1_000 }])
  expect(await verify(community)).toMatchObject({ isWhole: true, entries: 1_501, removed: 1_000 })
  expect(await prune()).toMatchObject({ access_log: 1_500 })
  expect(await verify(community)).toMatchObject({ isWhole: true, entries: 1, removed: 2_500 })
})

test('a log that lost its first entries before their time is found out by what travelled', async () => {
  const community = '310115001002'
  await enter(community, 30, 20)
  const travelled = { ...(await headOf(community)), receivedAt: new Date(ago(20)) }
  await enter(community, 10, 5)
  await subgraph.sqlAsOwner(
    `insert into access_log_checkpoint select community_code, sequence, hash from access_log where community_code = '${community}' and sequence = 3;
     delete from access_log where community_code = '${community}' and sequence <= 3`,
  )
  expect(await verify(community)).toMatchObject({ isWhole: true })
  expect(await verify(community, [travelled])).toEqual({
    isWhole: false,
    sequence: 3,
    fault: 'it was removed before its time',
  })
})

test('nothing is pruned while a log moves', async () => {
  await enter(lane, 700)
  await subgraph.sql(`insert into community_place (community_code, state, epoch) values ($1, 'LEAVING', 1)`, lane)
  expect(await pruneOnce(lane)).toEqual([{ removed: 0 }])
  await subgraph.sql('delete from community_place')
})

test('counts and keys whose time is over go', async () => {
  await subgraph.sql(
    `insert into refusal_count select $1, current_date - age, 'READ', 'VOICES', 'ANONYMOUS', 1 from unnest(array[0, 31, 32, 900]) as age`,
    lane,
  )
  await subgraph.sql(
    `insert into idempotency_key (community_code, key, operation, digest, result, created_at)
     select $1, 'key-' || age, 'enrol', '', '""', now() - make_interval(days => age) from unnest(array[0, 29, 31]) as age`,
    lane,
  )
  expect(await prune()).toMatchObject({ refusal_count: 2, idempotency_key: 1 })
})
