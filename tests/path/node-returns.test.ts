import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { createLog } from '@shequ/process/log'
import { openPool } from '@shequ/postgres/open-pool'
import { withClient } from '@shequ/postgres/with-client'
import { deliverOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { startRelay } from '@shequ/subgraph/relay/start-relay'
import { enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import { signMessage } from '@shequ/subgraph/returns/signed-message'
import { writeReturns } from '@shequ/subgraph/returns/write-returns'
import { drawReturn } from '../helpers/draw-returns.js'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const community = '310101002001'
const neighbour = '310101002002'
const city = '310000000000'
/** A period that was released before the community moved. */
const earlier = '2023-06'

let hub: TestHub
let node: TestNode
let relay: Relay
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, community)
  const pool = openPool(hub.databases.community.url)
  await sqlTransaction(
    pool,
    async (sql) => enqueueReturns(sql, await writeReturns(sql, [drawReturn(community, earlier)])),
    [community],
  )
  await pool.end()
  await hub.travel()
  relay = startRelay({
    pool: node.open.pool,
    sender: node.hub.sender,
    receiver: 'borough',
    deliver: deliverOverHub(hub.url, 'returns'),
    log: createLog('test', 'silent'),
    now: hub.now,
    inBackground: false,
  })
  await node.join()
}, 240_000)
afterAll(async () => {
  await relay.stop()
  await node.close()
  await hub.close()
})

interface ReturnRow {
  readonly division: string
  readonly kind: string
  readonly version: number
  readonly summed: readonly boolean[]
}

async function returnsOf(url: string, period: string, where = ''): Promise<readonly ReturnRow[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<ReturnRow>(
      `select division_code as division, kind::text as kind, version, summed from measure_return
       where period = $1 ${where} order by division_code`,
      [period],
    )
    return rows
  })
}

/** A return of which all is for everybody. */
const drawn = (division: string, period: string) =>
  drawReturn(
    division,
    period,
    1,
    measuredDatasets.map(() => 'PUBLIC' as const),
  )

/** Signs returns as the node, with its registered key, and sends them to the borough. */
async function send(...returns: readonly unknown[]): Promise<void> {
  const message = await signMessage(
    'returns',
    node.hub.sender,
    'borough',
    `"returns":${JSON.stringify(returns)}`,
    hub.now(),
  )
  await deliverOverHub(hub.url, 'returns')(message)
}

describe('a node', () => {
  test('has what was released before, and releases later versions of it itself', async () => {
    const [before] = await returnsOf(hub.databases.borough.url, earlier, `and division_code = '${community}'`)
    expect(before?.version).toBe(1)
    expect(await returnsOf(node.database.url, earlier)).toEqual([before])
    const { errors } = await hub.ask(
      'mutation ($input: SetSharingInput!) { setSharing(input: $input) { smallestCell } }',
      { input: { community, dataset: 'PROGRAMMES', level: 'BOROUGH' } },
      await hub.token('community-office', community),
    )
    expect(errors).toBeUndefined()
    expect(await relay.drain()).toEqual(expect.objectContaining({ putOff: 0 }))
    const [after] = await returnsOf(hub.databases.borough.url, earlier, `and division_code = '${community}'`)
    expect(after?.version).toBe((before?.version ?? 0) + 1)
  })

  test('closes its own periods, without sums', async () => {
    const closed = await closePeriods({
      pool: node.open.pool,
      city,
      now: new Date('2024-05-15T04:00:00Z'),
      byNode: true,
    })
    expect(closed).toContain('2024-Q1')
    const released = await returnsOf(node.database.url, '2024-Q1')
    expect(released).toEqual([expect.objectContaining({ division: community, kind: 'NAMED' })])
    expect(released[0]?.summed.every((isSummed) => !isSummed)).toBe(true)
  }, 60_000)

  test('returns nothing but what its community releases under its own name', async () => {
    const own = drawn(community, '2031-01')
    await expect(send(drawn(neighbour, '2031-01'))).rejects.toEqual(expect.objectContaining({ code: 'FORBIDDEN' }))
    await expect(send(own, drawn('310101002000', '2031-01'))).rejects.toEqual(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    )
    expect(await returnsOf(hub.databases.borough.url, '2031-01')).toEqual([])
  })

  describe('has no say in which sums hold its community', () => {
    const summed = measuredDatasets.map(() => true)
    const none = measuredDatasets.map(() => false)
    /** What borough and city know of that, and in which version, when all that was sent has arrived. */
    const summedOf = async (period: string) => {
      await hub.travel()
      const tiers = [hub.databases.borough.url, hub.databases.city.url]
      const rows = await Promise.all(tiers.map((url) => returnsOf(url, period, `and division_code = '${community}'`)))
      return rows.map(([row]) => ({ version: row?.version, summed: row?.summed.includes(true) }))
    }
    const both = (version: number, isSummed: boolean) => [
      { version, summed: isSummed },
      { version, summed: isSummed },
    ]
    /** What the hosted server released of it while it was there, and sends now. */
    const sendFromHosted = async (period: string) => {
      const pool = openPool(hub.databases.community.url)
      const released = { ...drawn(community, period), summed }
      await sqlTransaction(pool, async (sql) => enqueueReturns(sql, await writeReturns(sql, [released])), [community])
      await pool.end()
    }

    test('where the hosted server summed it', async () => {
      await sendFromHosted('2022-01')
      expect(await summedOf('2022-01')).toEqual(both(1, true))
      await send({ ...drawn(community, '2022-01'), version: 2, summed: none })
      expect(await summedOf('2022-01')).toEqual(both(2, true))
    })

    test('where nobody did', async () => {
      await send({ ...drawn(community, '2022-02'), summed })
      expect(await summedOf('2022-02')).toEqual(both(1, false))
    })

    test('where the hosted server is late to say so', async () => {
      await send({ ...drawn(community, '2022-03'), version: 2, summed: none })
      expect(await summedOf('2022-03')).toEqual(both(2, false))
      await sendFromHosted('2022-03')
      expect(await summedOf('2022-03')).toEqual(both(2, true))
    })
  })

  test('returns nothing more when it has left', async () => {
    await node.leave()
    await expect(send(drawn(community, '2031-02'))).rejects.toEqual(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    )
  })
})
