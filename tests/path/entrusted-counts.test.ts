import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { startEntrusting } from '@shequ/community/returns/entrust/start-entrusting'
import { sendCounts } from '@shequ/community/returns/entrust/send-counts'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { openPool } from '@shequ/postgres/open-pool'
import { withClient } from '@shequ/postgres/with-client'
import { boroughOf } from '@shequ/schema/codes/division-code'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { tiers } from '@shequ/schema/tiers'
import { entrustOverHttp } from '@shequ/subgraph/nodes/entrust-over-http'
import type { CountsProcessor } from '@shequ/subgraph/nodes/entrusted-counts'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { signMessage } from '@shequ/subgraph/returns/signed-message'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const city = '310000000000'
/** Two communities with activity, one in each borough that has some. */
let lane: string
let garden: string
const firstQuarter = ['2024-01', '2024-02', '2024-03', '2024-Q1']

const returnsStatement = `
  select division_code as division, period, kind::text as kind, version, levels::text, summed, hidden, high,
    (select json_agg(to_jsonb(cell) order by learner_group, programme_kind) from cell
     where cell.division_code = measure_return.division_code and cell.period = measure_return.period) as cells
  from measure_return where period = any($1::text[]) and ($2::text is null or division_code = $2) order by division_code, period`

let hub: TestHub
let nodes: readonly TestNode[]
let relays: readonly Relay[]
/** What the city has of the first quarter when all communities are hosted. */
let undisturbed: readonly unknown[]

beforeAll(async () => {
  hub = await startReturnedHub()
  undisturbed = await returnsOf('city', firstQuarter)
  ;[lane = '', garden = ''] = await activeCommunities()
  // As if no period had been closed yet.
  for (const tier of tiers) {
    const tables = ['measure_return', 'cell', ...(tier === 'community' ? ['released_pattern', 'closed_period'] : [])]
    await withClient(hub.databases[tier].ownerUrl, async (client) => {
      for (const table of tables) await client.query(`delete from ${table}`)
    })
  }
  nodes = [await openNode(hub, lane), await openNode(hub, garden)]
  relays = nodes.map(({ open, hub: { sender, processor } }) =>
    startEntrusting({
      pool: open.pool,
      sender,
      processor,
      log: createLog('test', 'silent'),
      now: hub.now,
      inBackground: false,
    }),
  )
  for (const { community } of nodes) await entrust(community, '2027-12-31')
  for (const node of nodes) await node.join()
  await hub.settle()
}, 240_000)
afterAll(async () => {
  await Promise.all(relays.map((relay) => relay.stop()))
  await Promise.all(nodes.map((node) => node.close()))
  await hub.close()
})

/** The first community of each borough that had activity from the first month on: a node tells of nothing before its first. */
async function activeCommunities(): Promise<readonly string[]> {
  return withClient(hub.databases.community.url, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      `select min(community_code) as code from session where starts_at < '2024-02-01' group by left(community_code, 6) order by 1`,
    )
    return rows.map(({ code }) => code)
  })
}

async function returnsOf(tier: 'city' | 'community', periods: readonly string[], division: string | null = null) {
  return rowsOf(hub.databases[tier].url, periods, division)
}

async function rowsOf(url: string, periods: readonly string[], division: string | null) {
  return withClient(url, async (client) => (await client.query<ReturnRow>(returnsStatement, [periods, division])).rows)
}

interface ReturnRow {
  readonly division: string
  readonly period: string
  readonly version: number
  readonly levels: string
  readonly summed: readonly boolean[]
}

async function write(community: string, mutation: string, input: object): Promise<unknown> {
  const name = mutation.slice(0, 1).toUpperCase() + mutation.slice(1)
  const { data, errors } = await hub.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { countsEntrustedUntil } }`,
    { input: { community, ...input } },
    await hub.token('community-office', community),
  )
  return errors ?? data
}

const entrust = (community: string, until: string | null) => write(community, 'entrustCounts', { until })

/** Closes periods of the city on the hosted server, and gives those that were closed. */
async function close(periods: readonly string[], now = hub.now()): Promise<readonly string[]> {
  const pool = openPool(hub.databases.community.url)
  try {
    return await closePeriods({ pool, city, now, only: (period) => periods.includes(period) })
  } finally {
    await pool.end()
  }
}

/** Closes what is due of a node's own community there, or some of it. */
function closeOwn({ open }: TestNode, periods?: readonly string[]): Promise<readonly string[]> {
  const only = (period: string) => periods?.includes(period) ?? true
  return closePeriods({ pool: open.pool, city, now: hub.now(), byNode: true, only })
}

async function entrusted(statement: string): Promise<readonly unknown[]> {
  return withClient(
    hub.databases.community.ownerUrl,
    async (client) => (await client.query<Record<string, unknown>>(statement)).rows,
  )
}

describe('communities that entrust the hosted server with their counts', () => {
  test('lose nothing when the hub is out of reach, or its reply is lost: they send it again', async () => {
    const [node] = nodes
    if (!node) throw new Error('Expected a node.')
    const { pool } = node.open
    const { sender, processor } = node.hub
    const sending = { pool, sender, now: hub.now, looksForPeriods: true }
    await expect(sendCounts({ ...sending, processor: entrustOverHttp('http://127.0.0.1:1') })).rejects.toMatchObject({
      code: 'TIER_UNAVAILABLE',
    })
    const losing: CountsProcessor = {
      entrust: async (message) => {
        await processor.entrust(message)
        throw new Error('The reply is lost.')
      },
    }
    await expect(sendCounts({ ...sending, processor: losing })).rejects.toThrow('The reply is lost.')
    const [{ told } = { told: 'nothing' }] = await withClient(
      node.database.url,
      async (client) => (await client.query<{ told: string }>('select told from entrustment')).rows,
    )
    expect(told).toBe('')
    expect(await entrusted('select community_code as code from entrusted_community')).toEqual([{ code: lane }])
  })

  test('are released as if they were hosted: the city has the same, to the last cell', async () => {
    for (const relay of relays) expect(await relay.drain()).toEqual({ sent: 1, putOff: 0 })
    expect(await close(firstQuarter)).toEqual(firstQuarter)
    await hub.travel()
    const released = await returnsOf('city', firstQuarter)
    expect(released.length).toBeGreaterThan(2_000)
    expect(released).toEqual(undisturbed)
    const own = released.filter(({ division }) => division === lane)
    expect(own.every(({ summed }) => summed.some(Boolean))).toBe(true)
  }, 120_000)

  test('have what was released of them on their nodes, and close nothing of it again', async () => {
    for (const [place, node] of nodes.entries()) {
      expect(await relays[place]?.drain()).toEqual({ sent: 1, putOff: 0 })
      expect(await rowsOf(node.database.url, firstQuarter, null)).toEqual(
        await returnsOf('community', firstQuarter, node.community),
      )
      expect(await closeOwn(node)).toEqual([])
    }
  })

  test('are waited for, but not for longer than three days', async () => {
    // As of a node that has been out of reach since the quarter ended.
    await withClient(hub.databases.community.ownerUrl, (client) =>
      client.query('delete from entrusted_count where community_code = $1', [garden]),
    )
    await withClient(nodes[1]?.database.ownerUrl ?? '', (client) => client.query(`update entrustment set sent = '{}'`))
    expect(await close(['2024-04'], new Date('2024-05-03T15:59:59Z'))).toEqual([])
    expect(await close(['2024-04'], new Date('2024-05-03T16:00:00Z'))).toEqual(['2024-04'])
  })

  test('that come too late release the period by themselves, and are in no sum of it', async () => {
    const [, relay] = relays
    const [, node] = nodes
    expect(await relay?.drain()).toEqual({ sent: 1, putOff: 0 })
    expect(node && (await closeOwn(node))).toEqual(['2024-04'])
    const [own] = await rowsOf(node?.database.url ?? '', ['2024-04'], garden)
    expect(own?.summed.some(Boolean)).toBe(false)
    // Only now it tells of the quarter and the year, with what it released of the month.
    const counted = () =>
      entrusted(
        `select period from entrusted_count where community_code = '${garden}' and period in ('2024-Q2', '2024')`,
      )
    expect(await counted()).toEqual([])
    expect(await relay?.drain()).toEqual({ sent: 1, putOff: 0 })
    expect(await counted()).toHaveLength(2)
    expect(await close(['2024-05', '2024-06', '2024-Q2'])).toEqual(['2024-05', '2024-06', '2024-Q2'])
    const summed = async (period: string, community: string) =>
      (await returnsOf('community', [period], community))[0]?.summed.some(Boolean)
    expect(await summed('2024-05', garden)).toBe(true)
    expect(await summed('2024-Q2', garden)).toBe(true)
    expect(await summed('2024-Q2', lane)).toBe(true)
  })

  test('tell the hosted server at once what they share no longer', async () => {
    const [relay] = relays
    expect(await write(lane, 'setSharing', { dataset: 'VOICES', level: 'BOROUGH' })).toEqual({
      setSharing: { countsEntrustedUntil: '2027-12-31' },
    })
    expect(await relay?.drain()).toEqual({ sent: 1, putOff: 0 })
    expect(await entrusted(`select levels::text from entrusted_community where community_code = '${lane}'`)).toEqual([
      { levels: expect.stringMatching(/^.[A-Z]+,BOROUGH,/) },
    ])
    expect(await close(['2024-07'])).toEqual(['2024-07'])
    const [named] = await returnsOf('community', ['2024-07'], lane)
    expect(named?.summed.slice(0, 2)).toEqual([true, false])
  })

  test('take back what they share no longer of what was released before the hosted server was told', async () => {
    await write(lane, 'setSharing', { dataset: 'PROGRAMMES', level: 'BOROUGH' })
    expect(await relays[0]?.drain()).toEqual({ sent: 1, putOff: 0 })
    const [own] = await rowsOf(nodes[0]?.database.url ?? '', ['2024-07'], lane)
    expect(own).toMatchObject({ version: 2, levels: expect.stringMatching(/^.BOROUGH,BOROUGH,/) as unknown })
    const queued = await withClient(
      nodes[0]?.database.url ?? '',
      async (client) => (await client.query<object>(`select version from return_outbox where period = '2024-07'`)).rows,
    )
    expect(queued).toEqual([{ version: 2 }])
  })
})

test('a community that has released a year by itself so far is in none of its sums', async () => {
  const [node] = nodes
  if (!node) throw new Error('Expected a node.')
  await withClient(node.database.ownerUrl, (client) =>
    client.query(
      `update entrustment set sent = '{}'; update released_pattern set summed = array_fill(false, array[${measuredDatasets.length}])`,
    ),
  )
  expect(await relays[0]?.drain()).toEqual({ sent: 1, putOff: 0 })
  expect(await close(['2024-08'])).toEqual(['2024-08'])
  const [named] = await returnsOf('community', ['2024-08'], lane)
  expect(named?.summed.some(Boolean)).toBe(false)
  expect(await relays[0]?.drain()).toEqual({ sent: 1, putOff: 0 })
})

test('a community whose counts are refused learns what became of its periods, and releases what was closed without it', async () => {
  const [, relay] = relays
  const [, node] = nodes
  if (!node) throw new Error('Expected two nodes.')
  const ofNode = (statement: string) => withClient(node.database.ownerUrl, (client) => client.query(statement))
  const refused = { sent: 0, putOff: 1, fault: 'BAD_USER_INPUT' }
  expect(await relay?.drain()).toEqual({ sent: 1, putOff: 0 })
  // As of a node that does not keep to what a community may choose, and has sent nothing yet.
  await ofNode(
    `update community set smallest_cell = 2000; delete from smallest_cell; update entrustment set sent = '{}'`,
  )
  await entrusted(`delete from entrusted_count where community_code = '${garden}'`)
  expect(await relay?.drain()).toEqual(refused)
  expect(await closeOwn(node)).toEqual([])
  expect(await close(['2024-09'])).toEqual(['2024-09'])
  expect(await returnsOf('community', ['2024-09'], garden)).toEqual([])
  expect(await relay?.drain()).toEqual(refused)
  expect(await entrusted(`select from entrusted_count where community_code = '${garden}'`)).toEqual([])
  expect(await closeOwn(node)).toEqual(['2024-09'])
  // With counts that are taken, it goes on as before.
  await ofNode('update community set smallest_cell = 11')
  expect(await relay?.drain()).toEqual({ sent: 1, putOff: 0 })
  expect(
    await entrusted(`select from entrusted_count where community_code = '${garden}' and period = '2024-10'`),
  ).toHaveLength(1)
})

describe('the hosted server', () => {
  const counts = { until: '2027-12-31', levels: measuredDatasets.map(() => 'PUBLIC'), counted: {}, asked: [] }
  const kept = () => entrusted('select * from entrusted_community order by community_code')

  /** Sends what a node of `lane` would entrust, signed by it a moment ago unless something else is said. */
  async function send(content: object, change: Partial<{ key: TestNode['hub']['key']; at: Date }> = {}) {
    const [node] = nodes
    if (!node) throw new Error('Expected a node.')
    const { sender, processor, key } = node.hub
    const body = `"counts":${JSON.stringify(content)}`
    const message = await signMessage(
      'counts',
      { ...sender, key: change.key ?? key },
      'community',
      body,
      change.at ?? hub.now(),
    )
    return processor.entrust(message)
  }

  test('believes nobody but the node', async () => {
    const before = await kept()
    await expect(send(counts, { key: await createSigningKey() })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(nodes[0]?.hub.processor.entrust('forged')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await kept()).toEqual(before)
  })

  test.each([
    ['a level that there is not', { ...counts, levels: ['PUBLIC'] }, 'counts.levels'],
    [
      'a count below nothing',
      { ...counts, counted: { '2024-09': figures([[0, -1]]) } },
      'counts.counted.2024-09.values',
    ],
    [
      'a smallest cell of ten',
      { ...counts, counted: { '2024-09': { ...figures([]), smallestCell: 10 } } },
      'smallestCell',
    ],
    [
      'a count larger than any community has',
      { ...counts, counted: { '2024-09': figures([[0, 2 ** 40]]) } },
      'counts.counted.2024-09.values',
    ],
    ['a period of long ago', { ...counts, counted: { '1000-01': figures([]) } }, 'counts.counted'],
    ['a period to come', { ...counts, counted: { '2999-01': figures([]) } }, 'counts.counted.2999-01'],
    ['no period', { ...counts, asked: ['2024-13'] }, 'counts.asked.0'],
    ['more than it should have', { ...counts, residents: [] }, 'counts'],
  ])('takes nothing of a message with %s, and says where', async (_, content, path) => {
    const before = await kept()
    await expect(send(content)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(path) as unknown,
    })
    expect(await kept()).toEqual(before)
  })

  function figures(values: readonly (readonly number[])[]) {
    return { smallestCell: 11, values, dominated: [], isSummed: true, released: null }
  }

  test('takes what software of before proposals were a dataset entrusts', async () => {
    const kept = () =>
      entrusted(`select cardinality(levels) as datasets from entrusted_community where community_code = '${lane}'`)
    await send({ ...counts, levels: counts.levels.slice(0, firstDatasets) })
    expect(await kept()).toEqual([{ datasets: firstDatasets }])
    await send(counts)
    expect(await kept()).toEqual([{ datasets: measuredDatasets.length }])
  })

  test('keeps nothing of a message that was signed before the last and comes after it', async () => {
    const before = await kept()
    const at = new Date(hub.now().getTime() - 60_000)
    // Acknowledged, it would be lost where a clock was set back: it is said again until it is heard.
    await expect(send({ ...counts, until: null }, { at })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await kept()).toEqual(before)
  })

  test('forgets the counts when they are taken back, and what is not released then is released by the node', async () => {
    const [node] = nodes
    expect(await entrust(lane, null)).toEqual({ entrustCounts: { countsEntrustedUntil: null } })
    expect(await relays[0]?.drain()).toEqual({ sent: 1, putOff: 0 })
    expect(await entrusted(`select from entrusted_count where community_code = '${lane}'`)).toEqual([])
    expect(node && (await closeOwn(node, ['2024-10']))).toEqual(['2024-10'])
  })

  test('has the records again when the community comes back, and is entrusted with nothing', async () => {
    await nodes[1]?.leave()
    expect(await entrusted(`select from entrusted_community where community_code = '${garden}'`)).toEqual([])
    expect(await entrusted(`select from entrusted_count where community_code = '${garden}'`)).toEqual([])
  })
})

describe('entrusting', () => {
  test.each([
    ['2025-12-31', 'Expected `until`'],
    ['2032-01-01', 'Expected'],
  ])('until %s is refused', async (until, words) => {
    expect(await entrust(lane, until)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(words) as unknown,
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown,
      }),
    ])
  })
})

test('what a node entrusted is forgotten when its borough revokes it, so that no period waits for it', async () => {
  expect(await entrust(lane, '2027-12-31')).toEqual({ entrustCounts: { countsEntrustedUntil: '2027-12-31' } })
  await relays[0]?.drain()
  const entrusting = () => entrusted(`select from entrusted_community where community_code = '${lane}'`)
  await hub.settle()
  expect(await entrusting()).toHaveLength(1)
  const borough = boroughOf(lane)
  const { errors } = await hub.ask(
    'mutation ($input: RevokeNodeInput!) { revokeNode(input: $input) { status } }',
    { input: { borough, community: lane } },
    await hub.token('borough-office', borough),
  )
  expect(errors).toBeUndefined()
  await hub.settle()
  expect(await entrusting()).toEqual([])
})
