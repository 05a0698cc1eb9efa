import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import { tiers } from '@shequ/schema/tiers'
import { ask } from '../helpers/ask.js'
import { type CityDatabases, createCityDatabases } from '../helpers/city-templates.js'
import { askAndLeave } from '../helpers/leave.js'
import { type ServedTiers, serveTiers } from '../helpers/serve-tiers.js'
import { type TestHub, startHub, today } from '../helpers/start-hub.js'
import { unmetered } from '../helpers/unmetered.js'
import { widestQuestion } from '../helpers/widest-question.js'

/** The statements of calls that run in the databases of a hub at this moment. */
async function running({ city, borough, community }: CityDatabases): Promise<readonly string[]> {
  const names = [city, borough, community].map(({ name }) => name)
  return withClient(city.adminUrl, async (client) => {
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_activity where datname = any($1) and application_name = any($2)
         and (state = 'active' or state like 'idle in transaction%')`,
      [names, tiers.map((tier) => `shequ-${tier}`)],
    )
    return rows.map(({ query }) => query)
  })
}

/** Has whoever reads what `boroughs` or programmes are kept in wait, as if that took long, while `work` runs. */
async function whileSlow({ community }: CityDatabases, work: () => Promise<void>): Promise<void> {
  await withClient(community.ownerUrl, async (client) => {
    await client.query('begin')
    await client.query('lock table programme in access exclusive mode')
    await work()
  })
}

async function untilRunning(databases: CityDatabases): Promise<void> {
  while ((await running(databases)).length === 0) await pause(10)
}

const hubs = {
  'in process': async () => {
    const hub: TestHub = await startHub(unmetered)
    return { url: hub.url, databases: hub.databases, close: () => hub.close() }
  },
  'over HTTP': async () => {
    const databases = await createCityDatabases()
    const hub: ServedTiers = await serveTiers(databases, () => today, unmetered)
    const close = async () => {
      await hub.close()
      await Promise.all(tiers.map((tier) => databases[tier].drop()))
    }
    return { url: hub.url, databases, close }
  },
}

describe.each(Object.entries(hubs))('with the tiers %s', (_, start) => {
  let hub: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    hub = await start()
  }, 120_000)
  afterAll(() => hub.close())

  test('a client that leaves after 100 ms of the widest question leaves no statement running', async () => {
    await askAndLeave(`${hub.url}/graphql`, widestQuestion, 100)
    await pause(1_000)
    expect(await running(hub.databases)).toEqual([])
  })

  test('a client that leaves a question, or an export, whose statement runs has it cancelled within a second', async () => {
    await whileSlow(hub.databases, async () => {
      const leave = untilRunning(hub.databases).then(() => pause(100))
      await Promise.all([1, 2].map(() => askAndLeave(`${hub.url}/graphql`, widestQuestion, leave)))
      await pause(900)
      expect(await running(hub.databases)).toEqual([])
    })
    const { errors } = await ask(`${hub.url}/graphql`, '{ city(code: "310000000000") { name } }')
    expect(errors).toBeUndefined()
  })
})
