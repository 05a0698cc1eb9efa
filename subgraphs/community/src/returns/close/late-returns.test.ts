import { afterAll, beforeEach, expect, test } from 'vitest'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { writePlace } from '../../node/place/change-place.js'
import { city, garden, harbour, hermitage, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { countWithParts } from '../count/count-with-parts.js'
import { closePeriods } from './close-periods.js'
import { storeProtectedPeriod } from '../release/store-protected-period.js'

const others = [garden, harbour, hermitage]
/** All until May, June and September 2025 is over. */
const [june, july, october] = ['2025-05-31T16:00:00Z', '2025-06-30T16:00:00Z', '2025-09-30T16:00:00Z'].map(
  (moment) => new Date(moment),
) as [Date, Date, Date]

const opened: TestSubgraph[] = []
let subgraph: TestSubgraph
beforeEach(async () => {
  subgraph = await openCommunitySubgraph()
  opened.push(subgraph)
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
})

const close = (now: Date) => closePeriods({ pool: subgraph.pool, city, now })

const moveTo = (state: PlaceState) =>
  sqlTransaction(subgraph.pool, (sql) => writePlace(sql, lane, { state, epoch: 1 }), [lane])

/** What `lane` releases of a period by itself, as on a node of its own. */
const releaseAlone = (period: string, now: Date) =>
  sqlTransaction(
    subgraph.pool,
    async (sql) =>
      storeProtectedPeriod(sql, {
        city: lane,
        period,
        now,
        byNode: true,
        ...(await countWithParts(sql, lane, [period])),
      }),
    [lane],
  )

interface ReturnRow {
  readonly division: string
  readonly version: number
  readonly isSummed: boolean
  readonly isQueued: boolean
}

const returnsOf = (period: string) =>
  subgraph.sql<ReturnRow>(
    `select division_code as division, version, true = any(summed) as "isSummed",
       exists (select from return_outbox queued where queued.division_code = kept.division_code and queued.period = kept.period) as "isQueued"
     from measure_return kept where period = $1 and kind = 'NAMED' order by division_code`,
    period,
  )

const ofLane = async (period: string) => (await returnsOf(period)).find(({ division }) => division === lane)

test('a community that brings its own return of a period keeps it, and the period is closed for all others', async () => {
  await close(june)
  await releaseAlone('2025-06', july)
  const own = await ofLane('2025-06')
  expect(await close(july)).toEqual(['2025-06', '2025-Q2'])
  const returns = await returnsOf('2025-06')
  expect(returns.map(({ division }) => division)).toEqual([lane, ...others])
  expect(returns.find(({ division }) => division === lane)).toEqual(own)
  expect(own?.isSummed).toBe(false)
  expect(returns.find(({ division }) => division === garden)?.isSummed).toBe(true)
  // It is in the quarter again, whose sums hold nobody who is not in those of all months.
  expect(await ofLane('2025-Q2')).toEqual({ division: lane, version: 1, isSummed: false, isQueued: true })
})

test('a community that brings its own returns of a quarter and a month keeps them', async () => {
  await close(june)
  for (const period of ['2025-06', '2025-Q2']) await releaseAlone(period, july)
  expect(await close(july)).toEqual(['2025-06', '2025-Q2'])
  expect((await returnsOf('2025-Q2')).map(({ division }) => division)).toEqual([lane, ...others])
})

test('a community that was on the move when periods were closed releases them by itself when it is back', async () => {
  await close(june)
  await moveTo('LEAVING')
  await close(july)
  expect(await ofLane('2025-06')).toBeUndefined()
  await moveTo('HERE')
  expect(await close(july)).toEqual([])
  for (const period of ['2025-06', '2025-Q2'])
    expect(await ofLane(period)).toEqual({ division: lane, version: 1, isSummed: false, isQueued: true })
  const stands = await subgraph.sql('select xmin::text, * from measure_return order by division_code, period')
  await close(july)
  expect(await subgraph.sql('select xmin::text, * from measure_return order by division_code, period')).toEqual(stands)
  expect(await close(october)).toContain('2025-Q3')
  expect(await ofLane('2025-Q3')).toMatchObject({ isQueued: true })
})

test('a community that was on the move while the years before were closed releases them by itself, from the first month on', async () => {
  const before = ['2024-07', '2024-08', '2024-09', '2024-Q3', '2024-10', '2024-11', '2024-12', '2024-Q4']
  const ended = new AbortController()
  const { signal } = ended
  await closePeriods({
    pool: subgraph.pool,
    city,
    now: june,
    signal,
    advance: (period) => period === '2025-05' && ended.abort(),
  })
  await moveTo('LEAVING')
  expect(await close(june)).toEqual(before)
  expect(await ofLane('2024-Q3')).toBeUndefined()
  await moveTo('HERE')
  await close(june)
  for (const period of before)
    expect(await ofLane(period)).toMatchObject({ version: 1, isSummed: false, isQueued: true })
})

test('a community without any return releases nothing of what was closed before it came', async () => {
  await moveTo('ARRIVING')
  await close(july)
  await moveTo('HERE')
  await close(july)
  expect(await ofLane('2025-06')).toBeUndefined()
})
