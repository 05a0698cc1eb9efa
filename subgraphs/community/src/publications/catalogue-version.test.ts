import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { exportRecords } from '../node/move/export-records.js'
import { importRecords } from '../node/move/import-records.js'
import { readTransaction } from '../node/move/read-transaction.js'
import { changePlace, writePlace } from '../node/place/change-place.js'
import { hosted } from '../node/place/server.js'
import { lane, recordUuid } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'

let here: TestSubgraph
let there: TestSubgraph
beforeAll(async () => {
  ;[here, there] = await Promise.all([openCommunitySubgraph(), openCommunitySubgraph()])
  // The fixtures' votes are cast whenever they are loaded.
  await here.sql(
    `update vote set cast_at = opened_on + interval '4 hours' from proposal
     where proposal.community_code = vote.community_code and proposal.id = proposal_id`,
  )
})
afterAll(() => Promise.all([here.close(), there.close()]))

const programme = recordUuid('programme', 1)

/** The version in which a programme is queued; it counts as sent from then on. */
async function send(server: TestSubgraph): Promise<number> {
  const [sent] = await server.sql<{ version: string }>(
    "delete from catalogue_outbox where kind = 'PROGRAMME' and id = $1 returning version",
    programme,
  )
  return Number(sent?.version)
}

const change = (server: TestSubgraph) =>
  server.sql('update programme set capacity = capacity + 1 where id = $1', programme)

async function move(from: TestSubgraph, to: TestSubgraph): Promise<void> {
  const lines: string[] = []
  const sender = { keys: from.keys, to: await to.keys.receivingKey() }
  for await (const line of readTransaction(from.pool, (sql) => exportRecords(sql, lane, 1, sender))) lines.push(line)
  async function* given() {
    yield* lines
  }
  await sqlTransaction(to.pool, (sql) => importRecords(sql, given(), { community: lane, epoch: 1, keys: to.keys }), [
    lane,
  ])
}

test('a withdrawal is a later version, though the clock was set back by years', async () => {
  await change(here)
  const before = await send(here)
  // Whoever reads the clock without naming its schema reads this one, on the connection whose path has it.
  await here.sqlAsOwner(`create schema slow; grant usage on schema slow to public;
    create function slow.clock_timestamp() returns timestamptz language sql as $$ select timestamptz '2020-01-01Z' $$`)
  const client = await here.owner.connect()
  try {
    await client.query('set search_path = slow, pg_catalog, public')
    await client.query("update programme set status = 'CANCELLED' where id = $1", [programme])
    await client.query('set search_path = public')
  } finally {
    client.release()
  }
  const after = await send(here)
  expect(after).toBeGreaterThan(before)
  // Above every version that was a microsecond of this century.
  expect(before).toBeGreaterThan(Date.parse('2100-01-01Z') * 1_000)
  expect(after).toBeLessThan(Number.MAX_SAFE_INTEGER)
})

test('a change of sharing is a later version of every record', async () => {
  const before = await send(here)
  await here.sql("update sharing_rule set level = 'CITY' where community_code = $1 and dataset = 'PROGRAMMES'", lane)
  const withdrawn = await send(here)
  await here.sql("update sharing_rule set level = 'PUBLIC' where community_code = $1 and dataset = 'PROGRAMMES'", lane)
  expect(Number.isNaN(before) || withdrawn > before).toBe(true)
  expect(await send(here)).toBeGreaterThan(withdrawn)
})

test('versions go on where a community moves, and where it comes back', async () => {
  await change(here)
  const first = await send(here)
  await move(here, there)
  const second = await send(there)
  expect(second).toBeGreaterThan(first)
  for (let n = 0; n < 3; n += 1) await change(there)
  const third = await send(there)
  expect(third).toBe(second + 3)
  await move(there, here)
  expect(await send(here)).toBeGreaterThan(third)
})

test('a server that goes on with an older copy is ahead of what the lost one published', async () => {
  await change(here)
  await move(here, there)
  for (let n = 0; n < 20; n += 1) await change(there)
  const lost = await send(there)
  await sqlTransaction(
    here.pool,
    async (sql) => {
      await writePlace(sql, lane, { state: 'ASIDE', epoch: 1 })
      await changePlace(sql, hosted, lane, () => 'HERE')
    },
    [lane],
  )
  expect(await send(here)).toBeGreaterThan(lost)
})
