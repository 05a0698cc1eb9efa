import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { watchPeriods } from './watch-periods.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const lastClosed = async () => {
  const [row] = await subgraph.sql<{ last: string | null }>(
    "select max(period) as last from measure_return where period ~ '-[01]'",
  )
  return row?.last
}

/** Waits until the last closed month is the one expected, for 10 s at most. */
async function closes(month: string): Promise<void> {
  for (let attempt = 0; attempt < 200 && (await lastClosed()) !== month; attempt++) await wait(50)
  expect(await lastClosed()).toBe(month)
}

test('a month is closed at the first check after it is over in China, and none after the watch has ended', async () => {
  let moment = new Date('2025-07-31T15:59:59Z')
  const watch = watchPeriods({
    pool: subgraph.pool,
    log: createLog('test', 'fatal'),
    now: () => moment,
    every: 50,
  })
  await closes('2025-06')
  moment = new Date('2025-07-31T16:00:00Z')
  await closes('2025-07')
  await watch.stop()
  moment = new Date('2025-08-31T16:00:00Z')
  await wait(200)
  expect(await lastClosed()).toBe('2025-07')
})

test('a city whose periods can not be closed leaves those of the cities after it to be closed', async () => {
  const failing = '110101001001'
  await subgraph.sql("insert into community_place (community_code, state, epoch) values ($1, 'AWAY', 1)", failing)
  await subgraph.sql(
    `insert into entrusted_community (community_code, until, levels, signed_at) values ($1, '2027-12-31', '{}', now())`,
    failing,
  )
  await subgraph.sql("insert into entrusted_count values ($1, '2025-06', $2)", failing, '{"released":null}')
  const watch = watchPeriods({
    pool: subgraph.pool,
    log: createLog('test', 'silent'),
    now: () => new Date('2025-08-31T16:00:00Z'),
  })
  await closes('2025-08')
  await watch.stop()
  expect(await subgraph.sql("select from measure_return where division_code like '11%'")).toEqual([])
})
