import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { MeasureReturn, SharingLevel } from '@shequ/schema/returns/measure-return'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { readReturns } from '@shequ/subgraph/returns/read-returns'
import { stripReturn } from '@shequ/subgraph/returns/strip-return'
import { drawReturn } from '../helpers/draw-returns.js'
import { type ReturnTiers, emptyReturns, openReturnTiers } from '../helpers/return-tiers.js'

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
}, 60_000)
afterAll(() => tiers.close())
beforeEach(() => emptyReturns(tiers))

const lane = '310101001001'
const divisions = [lane, '310101002001', '310101001000', '310101000000', '310000000000']
const everything = divisions.flatMap((division) =>
  ['2025-01', '2025-Q1', '2025'].map((period) => drawReturn(division, period)),
)

async function readAt(tier: 'community' | 'borough' | 'city'): Promise<readonly MeasureReturn[]> {
  return inOrder(await sqlTransaction(tiers.pools[tier], (sql) => readReturns(sql, everything)))
}

function inOrder(returns: readonly MeasureReturn[]): readonly MeasureReturn[] {
  return returns.map((one) => ({ ...one, cells: one.cells.toSorted((a, b) => a.breakdown - b.breakdown) }))
}

const queuedAt = (tier: 'community' | 'borough') =>
  tiers.sql(tier, 'select division_code, period, version from return_outbox order by sequence')

test('returns reach the borough and the city, each as its tier may have it', async () => {
  await tiers.release(everything)
  expect(await readAt('community')).toEqual(inOrder(everything))
  expect(await tiers.relayTo('borough').drain()).toEqual({ sent: everything.length, putOff: 0 })
  expect(await readAt('borough')).toEqual(inOrder(everything.map((one) => stripReturn(one, 'borough'))))
  expect(await tiers.relayTo('city').drain()).toEqual({ sent: everything.length, putOff: 0 })
  expect(await readAt('city')).toEqual(inOrder(everything.map((one) => stripReturn(one, 'city'))))
  expect(await queuedAt('community')).toEqual([])
  expect(await queuedAt('borough')).toEqual([])
})

test('what is not shared with a tier never reaches it, and the return says that it is withheld', async () => {
  const levels: SharingLevel[] = ['BOROUGH', 'PRIVATE', 'CITY', 'PUBLIC', 'PRIVATE', 'CITY']
  await tiers.release([drawReturn(lane, '2025-Q1', 1, levels)])
  await tiers.relayTo('borough').drain()
  await tiers.relayTo('city').drain()
  const readable = (tier: 'borough' | 'city') =>
    tiers.sql(
      tier,
      `select levels::text, (select count(participants)::int + count(minutes)::int from cell) as programmes, (select count(answers)::int + count(needs)::int from cell) as voices,
         (select count(donations)::int + count(centres)::int from cell) as others, 0 < any(hidden[1:6]) as "hidesProgrammes", hidden[7] > 0 as "hidesVoices" from measure_return`,
    )
  const said = { levels: '{BOROUGH,PRIVATE,CITY,PUBLIC,PRIVATE,CITY}', voices: 0, hidesVoices: false }
  expect(await readable('borough')).toMatchObject([{ ...said, programmes: expect.any(Number), hidesProgrammes: true }])
  expect(await readable('city')).toMatchObject([{ ...said, programmes: 0, hidesProgrammes: false }])
  expect(await tiers.sql('borough', 'select from cell where participants > 0 or minutes > 0')).not.toEqual([])
})

test('a newer version replaces a return whole; the same or an older one changes nothing', async () => {
  const versions = [1, 2, 3].map((version) =>
    drawReturn(
      lane,
      '2025-01',
      version,
      measuredDatasets.map(() => 'CITY'),
    ),
  )
  const [first, second, third] = versions as [MeasureReturn, MeasureReturn, MeasureReturn]
  await tiers.release([second])
  await tiers.relayTo('borough').drain()
  await tiers.relayTo('city').drain()
  for (const late of [first, second]) {
    await tiers.sql('community', 'delete from measure_return')
    await tiers.sql('community', 'delete from cell')
    await tiers.release([late])
    expect(await tiers.relayTo('borough').drain()).toEqual({ sent: 1, putOff: 0 })
    expect(await queuedAt('borough')).toEqual([])
    expect(await readAt('borough')).toEqual(inOrder([second]))
  }
  await tiers.release([third])
  await tiers.relayTo('borough').drain()
  await tiers.relayTo('city').drain()
  expect(await readAt('city')).toEqual(inOrder([third]))
})

test('a version that is released while an older one is on its way goes after it', async () => {
  const [first, second] = [1, 2].map((version) => drawReturn(lane, '2025-01', version)) as [
    MeasureReturn,
    MeasureReturn,
  ]
  await tiers.release([first])
  let delivered = 0
  const relay = tiers.relayTo('borough', {
    deliver: async () => {
      delivered += 1
      if (delivered === 1) await tiers.release([second])
    },
  })
  expect(await relay.drain()).toEqual({ sent: 2, putOff: 0 })
  expect(delivered).toBe(2)
  expect(await queuedAt('community')).toEqual([])
})
