import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'
import { allReturns } from '../helpers/return-tiers.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startReturnedHub()
}, 180_000)
afterAll(() => hub.close())

function sql<Row extends object>(tier: Tier, text: string, ...values: unknown[]): Promise<Row[]> {
  return withClient(
    hub.databases[tier].ownerUrl,
    async (client) => (await client.query<Row & Record<string, unknown>>(text, values)).rows,
  )
}

/** The returns of a tier, but for datasets that are not shared with the city. */
const sharedReturns = `select division_code, period, kind, version, levels::text, summed, released_at from measure_return order by 1, 2`

test('what was released at the communities lies at the borough and at the city, and stays when relays run again', async () => {
  const released = await sql('community', sharedReturns)
  expect(released.length).toBeGreaterThan(10_000)
  expect(await sql('borough', sharedReturns)).toEqual(released)
  expect(await sql('city', sharedReturns)).toEqual(released)
  expect(await sql('community', 'select * from return_outbox')).toEqual([])
  expect(await sql('borough', 'select * from return_outbox')).toEqual([])
  const before = [await sql('borough', allReturns), await sql('city', allReturns)]
  expect(await hub.travel()).toBe(0)
  expect([await sql('borough', allReturns), await sql('city', allReturns)]).toEqual(before)
}, 60_000)

test('the start page tells for which day activity is, and how many periods are worked out', async () => {
  const page = await (await fetch(`${hub.url}/about`)).text()
  expect(page).toContain('上海市: activity generated until 2026-01-01; figures of 32 of 34 periods are worked out')
})
