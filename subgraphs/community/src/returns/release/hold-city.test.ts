import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { withClient } from '@shequ/postgres/with-client'
import { city, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { shareProgrammes } from '../../testing/share-programmes.js'
import { closePeriods } from '../close/close-periods.js'
import { correctReturns } from '../correct/correct-returns.js'
import { holdCity } from './hold-city.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
beforeEach(() => setSharing('PUBLIC'))
afterAll(() => subgraph.close())

const setSharing = (level: SharingLevel) => shareProgrammes(subgraph, level)

const levelsOf = async (period: string) =>
  subgraph.sql<{ level: SharingLevel; version: number }>(
    'select levels[1]::text as level, version from measure_return where division_code = $1 and period = $2',
    lane,
    period,
  )

test('a dataset that is taken back while a period is released is not in it', async () => {
  const [month = ''] = await withClient(subgraph.url, async (other) => {
    // Stops the release where it has written the returns, and is about to store what they hid.
    await other.query('begin; lock table released_pattern in exclusive mode')
    const closing = closePeriods({
      pool: subgraph.pool,
      city,
      now: new Date('2024-07-31T16:00:00Z'),
      only: (period) => period === '2024-06',
    })
    await isWaited('released_pattern')
    await setSharing('PRIVATE')
    await other.query('commit')
    return closing
  })
  expect(await levelsOf(month)).toEqual([{ level: 'PRIVATE', version: 1 }])
})

test('a release begins anew when levels change meanwhile, and in the end holds off who would change them', async () => {
  const seen: string[] = []
  let last: Promise<void> = Promise.resolve()
  await holdCity(subgraph.pool, city, (held) =>
    held.release([lane], async (sql) => {
      const [rule] = await sql<{ level: SharingLevel }>(
        "select level::text as level from sharing_rule where community_code = $1 and dataset = 'PROGRAMMES'",
        lane,
      )
      seen.push(rule?.level ?? '')
      const change = setSharing(seen.length % 2 === 1 ? 'CITY' : 'PUBLIC')
      if (seen.length < 4) return change
      last = change
      await isWaited(null)
    }),
  )
  expect(seen).toEqual(['PUBLIC', 'CITY', 'PUBLIC', 'CITY'])
  await last
})

test('a correction and a change of sharing wait for one another, though both change the same returns', async () => {
  await closePeriods({ pool: subgraph.pool, city, now: new Date('2025-06-30T16:00:00Z') })
  await subgraph.sqlAsOwner(
    "update session set ends_at = ends_at + interval '1 hour' where starts_at = '2025-06-16T11:00Z'",
  )
  await withClient(subgraph.url, async (other) => {
    await other.query('begin; lock table released_pattern in exclusive mode')
    const correcting = correctReturns(subgraph.pool, { community: lane, period: '2025-06', now: new Date() })
    await isWaited('released_pattern')
    const sharing = setSharing('PRIVATE')
    await isWaited(null)
    await other.query('commit')
    expect(await correcting).toEqual(['2025-06', '2025-Q2'])
    await sharing
  })
  expect(await levelsOf('2025-06')).toEqual([{ level: 'PRIVATE', version: 3 }])
})

test('what fails for another reason is not begun anew', async () => {
  let begun = 0
  const failing = holdCity(subgraph.pool, city, (held) =>
    held.release([lane], () => {
      begun += 1
      return Promise.reject(new Error('no disk'))
    }),
  )
  await expect(failing).rejects.toThrow('no disk')
  expect(begun).toBe(1)
})

/** Waits until somebody waits for a lock, on a table or an advisory one, for 10 s at most. */
async function isWaited(table: string | null): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const waiting = await subgraph.sql(
      `select from pg_locks where not granted and relation is not distinct from $1::text::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      table,
    )
    if (waiting.length > 0) return
    await pause(50)
  }
  throw new Error('Expected somebody to wait for a lock within 10 s, but nobody did.')
}
