import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { everyOwner } from '@shequ/postgres/write-owners'
import { createLog } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { askInProcess, type Deliver, deliverReturns } from '@shequ/subgraph/relay/deliver'
import { claimQueued } from '@shequ/subgraph/relay/outbox'
import { returnsCargo } from '@shequ/subgraph/relay/returns-cargo'
import { drawReturn } from '../helpers/draw-returns.js'
import { type ReturnTiers, emptyReturns, openReturnTiers } from '../helpers/return-tiers.js'

let tiers: ReturnTiers
let toBorough: Deliver
beforeAll(async () => {
  tiers = await openReturnTiers(4)
  toBorough = deliverReturns(askInProcess(tiers.subgraphs.borough.call))
}, 60_000)
afterAll(() => tiers.close())
beforeEach(() => emptyReturns(tiers))

const periods = Array.from({ length: 10 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`)
const divisions = ['310101001001', '310101002001', '310101003001', '310101004001']
/** Forty returns: of each period those of four communities. */
const forty = periods.flatMap((period) => divisions.map((division) => drawReturn(division, period)))

/** The returns in a batch, as its receiver reads them. */
function returnsIn(batch: string): readonly MeasureReturn[] {
  const claims = Buffer.from(batch.split('.')[1] ?? '', 'base64url').toString()
  return (JSON.parse(claims) as { returns: readonly MeasureReturn[] }).returns
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(20)) if (await reached()) return
  throw new Error('It was not reached within 15 seconds.')
}

const queued = () =>
  tiers.sql<{ division: string; period: string; attempts: number; wait: number }>(
    'community',
    `select division_code as division, period, attempts, round(1000 * extract(epoch from next_attempt_at - now()))::int as wait
     from return_outbox order by sequence`,
  )

test('several relays at once send everything once, and of each division in its order', async () => {
  await tiers.release(forty)
  const arrived: MeasureReturn[] = []
  const deliver: Deliver = async (batch) => {
    await sleep(Math.random() * 20)
    await toBorough(batch)
    arrived.push(...returnsIn(batch))
  }
  const relays = Array.from({ length: 5 }, () =>
    tiers.relayTo('borough', { deliver, inBackground: true, pollInterval: 5, batchSize: 3 }),
  )
  await until(async () => (await queued()).length === 0)
  await Promise.all(relays.map((relay) => relay.stop()))
  expect(arrived).toHaveLength(forty.length)
  for (const division of divisions)
    expect(arrived.filter((one) => one.division === division).map(({ period }) => period)).toEqual(periods)
})

test('a batch holds no more returns and no more bytes than it may', async () => {
  await tiers.release(forty)
  const sizes: number[] = []
  const deliver: Deliver = async (batch) => void sizes.push(returnsIn(batch).length)
  await tiers.relayTo('borough', { deliver, batchSize: 15 }).drain()
  expect(sizes).toEqual([15, 15, 10])
  sizes.length = 0
  await tiers.release(forty.map((one) => ({ ...one, version: 2 })))
  const most = 2.5 * JSON.stringify(forty[0]).length
  await tiers.relayTo('borough', { deliver, batchBytes: most }).drain()
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(forty.length)
})

test('while others need the machine a run sends one batch, so that what is queued meanwhile comes before what has time; then the rest in one', async () => {
  await tiers.release(forty)
  await tiers.sql('community', "update return_outbox set sequence = sequence + 1000000 where period > '2025-04'")
  const arrived: string[][] = []
  let isGentle = true
  const deliver: Deliver = async (batch) => {
    arrived.push(returnsIn(batch).map(({ period }) => period))
    if (arrived.length === 1) await tiers.release([drawReturn(divisions[0] ?? '', '2024-12')])
    if (arrived.length === 2) isGentle = false
    await toBorough(batch)
  }
  const relay = tiers.relayTo('borough', {
    deliver,
    isGentle: () => isGentle,
    inBackground: true,
    pollInterval: 20,
    batchSize: 16,
  })
  await until(async () => (await queued()).length === 0)
  await relay.stop()
  expect(arrived.map((batch) => batch.length)).toEqual([16, 16, 9])
  expect(arrived[1]).toContain('2024-12')
})

test('a run that is joined by more shows how far it has come of all of it', async () => {
  const year = (name: number) =>
    Array.from({ length: 12 }, (_, month) => `${name}-${String(month + 1).padStart(2, '0')}`).flatMap((period) =>
      divisions.map((division) => drawReturn(division, period)),
    )
  const years = Array.from({ length: 21 }, (_, place) => 2001 + place)
  await tiers.release(years.flatMap(year))
  const shown = { done: 0, total: 0 }
  let isJoined = false
  const deliver: Deliver = async () => {
    if (!isJoined) await tiers.release(year(2022))
    isJoined = true
  }
  const showProgress = (_: string, total: number) => {
    shown.total = total
    return {
      advance: (count: number) => void (shown.done += count),
      extendTo: (more: number) => void (shown.total = more),
      finish: () => undefined,
    }
  }
  const { sent } = await tiers.relayTo('borough', { deliver, showProgress, batchSize: 400 }).drain()
  expect(sent).toBe(22 * 48)
  expect(shown).toEqual({ done: sent, total: sent })
})

test('a receiver that is down is asked less and less often, and gets everything when it is back', async () => {
  await tiers.release(forty)
  let isDown = true
  let asked = 0
  const deliver: Deliver = async (batch) => {
    asked += 1
    if (isDown) throw new HubError('TIER_UNAVAILABLE', 'The tier above did not answer.')
    return toBorough(batch)
  }
  const relay = tiers.relayTo('borough', { deliver, random: () => 1, batchSize: 10 })
  for (const wait of [250, 500, 1_000, 2_000]) {
    expect(await relay.drain()).toEqual({ sent: 0, putOff: 10, fault: 'TIER_UNAVAILABLE' })
    const rows = await queued()
    expect(rows.filter(({ wait: left }) => left > 0)).toHaveLength(10)
    expect(Math.max(...rows.map(({ wait: left }) => left))).toBeGreaterThan(wait - 240)
    expect(Math.max(...rows.map(({ wait: left }) => left))).toBeLessThanOrEqual(wait)
  }
  expect(asked).toBe(4)
  isDown = false
  expect(await relay.drain()).toEqual({ sent: forty.length, putOff: 0 })
  expect(await queued()).toEqual([])
})

test('what a relay was sending when it was killed goes after its lease, and whatever stands behind it waits', async () => {
  await tiers.release(forty)
  const claim = { after: 0, limit: 2, lease: 1_000, evenIfNotDue: false }
  const claimed = await sqlTransaction(
    tiers.pools.community,
    (sql) => claimQueued(sql, returnsCargo.outbox, claim),
    everyOwner,
  )
  expect(claimed.map(({ key: [division] }) => division)).toEqual(divisions.slice(0, 2))
  const relay = tiers.relayTo('borough', { inBackground: true, pollInterval: 20 })
  await until(async () => (await queued()).length === 20)
  expect(new Set((await queued()).map(({ division }) => division))).toEqual(new Set(divisions.slice(0, 2)))
  await until(async () => (await queued()).length === 0)
  await relay.stop()
  expect(await tiers.sql('borough', 'select from measure_return')).toHaveLength(forty.length)
})

test('a relay that is stopped waits for what it is sending, and sends no more', async () => {
  await tiers.release(forty)
  let begun = 0
  let ended = 0
  const deliver: Deliver = async (batch) => {
    begun += 1
    await sleep(100)
    await toBorough(batch)
    ended += 1
  }
  const relay = tiers.relayTo('borough', { deliver, inBackground: true, pollInterval: 5, batchSize: 10 })
  await until(async () => begun === 1)
  await relay.stop()
  expect([begun, ended]).toEqual([1, 1])
  await sleep(50)
  expect(await queued()).toHaveLength(30)
})

test('a return that is queued but is there no more is taken out of the queue', async () => {
  await tiers.release(forty.slice(0, 2))
  await tiers.sql('community', 'delete from measure_return where division_code = $1', forty[0]?.division)
  expect(await tiers.relayTo('borough').drain()).toEqual({ sent: 1, putOff: 0 })
  expect(await queued()).toEqual([])
})

test('what is logged tells which return waits or was refused, and nothing of what it holds', async () => {
  const said: string[] = []
  const log = Object.assign(createLog('test', 'silent'), {
    warn: (...words: unknown[]) => said.push(JSON.stringify(words)),
    error: (...words: unknown[]) => said.push(JSON.stringify(words)),
  })
  await tiers.release([drawReturn('310199001001', '2025-01'), ...forty.slice(0, 1)])
  await tiers.relayTo('borough', { log }).drain()
  await tiers.relayTo('borough', { log, deliver: () => Promise.reject(new HubError('TIER_TIMEOUT', 'Late.')) }).drain()
  expect(said).toHaveLength(2)
  expect(said[0]).toContain('"key":["310199001001","2025-01"]')
  expect(said.join()).not.toMatch(/cells|counts|hidden|levels|eyJ/)
})
