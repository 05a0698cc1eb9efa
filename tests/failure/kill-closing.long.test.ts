import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { inClosingOrder } from '@shequ/community/returns/due/closing-order'
import { openPool } from '@shequ/postgres/open-pool'
import { withClient } from '@shequ/postgres/with-client'
import { shareOf } from '@shequ/process/testing/random-seed'
import { type Period, monthAfter, periodsOfMonths } from '@shequ/schema/measures/periods'
import { afterAll, expect, test } from 'vitest'
import { type CityDatabases, createCityDatabases } from '../helpers/city-templates.js'
import { afterAllPeriods, hostOnly } from '../helpers/load-returned-city.js'
import { longSeed } from '../helpers/long-seed.js'

const city = '310000000000'
const boroughs = ['310101000000', '310105000000', '310106000000', '310109000000']
/** The 34 periods of 2024 and 2025, the oldest first. */
const periods = periodsOfMonths(monthsOfTwoYears())
const kills = shareOf(25)

function monthsOfTwoYears(): readonly string[] {
  const months = ['2024-01']
  while (months.length < 24) months.push(monthAfter(months.at(-1) ?? ''))
  return months
}

const opened: CityDatabases[] = []
afterAll(async () => {
  for (const databases of opened) await Promise.all(Object.values(databases).map((database) => database.drop()))
})

/** The community tier of four boroughs, of which nothing is closed. */
async function openTier(): Promise<CityDatabases['community']> {
  const databases = await createCityDatabases()
  opened.push(databases)
  const owner = openPool(databases.community.ownerUrl)
  await hostOnly(owner, boroughs)
  await owner.end()
  return databases.community
}

async function close(url: string, only?: (period: Period) => boolean): Promise<void> {
  const pool = openPool(url)
  await closePeriods({ pool, city, now: afterAllPeriods, ...(only && { only }) })
  await pool.end()
}

/** Lets the thread that a hub has for it close so many periods, and ends it so many milliseconds later, wherever it is then. */
async function closeSome(tier: CityDatabases['community'], count: number, milliseconds: number): Promise<void> {
  const before = (await closedOf(tier)).length
  const thread = new Worker(new URL('../../infra/cli/dist/run/periods-thread.js', import.meta.url), {
    workerData: { url: tier.url, logLevel: 'silent', byNode: false },
    stderr: true,
  })
  await once(thread, 'online')
  while ((await closedOf(tier)).length < Math.min(periods.length, before + count)) await pause(20)
  await pause(milliseconds)
  await thread.terminate()
}

async function closedOf({ ownerUrl }: CityDatabases['community']): Promise<readonly Period[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ period: Period }>('select period from closed_period')
    return rows.map(({ period }) => period)
  })
}

/** What tells nothing but when, by the table of what was released or is kept for later releases. */
const times = { measure_return: ['released_at', 'received_at'], cell: [], released_pattern: ['released_at'] }

/** How many rows there are of each table, and a digest of all that they tell. */
async function releasedOf({ ownerUrl }: CityDatabases['community']) {
  return withClient(ownerUrl, async (client) => {
    const released = new Map<string, { readonly count: number; readonly digest: string } | undefined>()
    for (const [table, columns] of Object.entries(times)) {
      const { rows } = await client.query<{ count: number; digest: string }>(
        `select count(*)::int as count, md5(string_agg(told, e'\\n' order by told)) as digest
         from (select (to_jsonb(row) - $1::text[])::text as told from ${table} row) kept`,
        [columns],
      )
      released.set(table, rows[0])
    }
    return released
  })
}

test(`a closing that is killed at ${kills} random moments releases, the newest whole year first, what one that goes from the oldest releases`, async () => {
  const [fromTheOldest, killed] = [await openTier(), await openTier()]
  for (const period of periods) await close(fromTheOldest.url, (due) => due === period)
  expect((await closedOf(fromTheOldest)).toSorted()).toEqual([...periods].toSorted())

  const random = longSeed('kills of the closing')
  const order = inClosingOrder(periods)
  const reached = new Set<number>()
  for (let done = 0; done < kills; done++) {
    await closeSome(killed, random.between(0, 3), random.between(0, 1_500))
    const closed = await closedOf(killed)
    expect(closed.toSorted()).toEqual(order.slice(0, closed.length).toSorted())
    reached.add(closed.length)
  }
  expect([...reached].filter((count) => count > 1 && count < periods.length).length).toBeGreaterThan(1)
  await close(killed.url)
  expect((await closedOf(killed)).toSorted()).toEqual([...periods].toSorted())
  const released = await releasedOf(fromTheOldest)
  expect(released.get('measure_return')?.count).toBeGreaterThan(10_000)
  expect(await releasedOf(killed)).toEqual(released)
}, 420_000)
