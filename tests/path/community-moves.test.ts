import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { movedTables } from '@shequ/community/move/moved-tables'
import { summariseRecords } from '@shequ/community/move/summarise-records'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { openPool } from '@shequ/postgres/open-pool'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const community = '310101002001'

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, community)
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

/** What a database holds of the community, table by table. */
async function recordsIn(url: string) {
  const pool = openPool(url)
  try {
    return await sqlTransaction(pool, async (sql) => summariseRecords(sql, await movedTables(sql), community))
  } finally {
    await pool.end()
  }
}

const count = (summary: readonly { readonly count: number }[]) => summary.reduce((sum, table) => sum + table.count, 0)

async function standing(): Promise<unknown> {
  const { data } = await hub.ask<{ community: { node: unknown } }>(
    `{ community(code: "${community}") { node { kind status epoch } } }`,
  )
  return data.community.node
}

describe('a community', () => {
  test('moves to its node with every record, and back again', async () => {
    const before = await recordsIn(hub.databases.community.url)
    expect(count(before)).toBeGreaterThan(100)

    expect(await node.join()).toBe(count(before))
    expect(await standing()).toEqual({ kind: 'OWN', status: 'ACTIVE', epoch: 1 })
    expect(await recordsIn(node.database.url)).toEqual(before)
    await hub.settle()
    expect(count(await recordsIn(hub.databases.community.url))).toBe(0)

    expect(await node.leave()).toBe(count(before))
    expect(await standing()).toEqual({ kind: 'HOSTED', status: 'HOSTED', epoch: 2 })
    expect(await recordsIn(hub.databases.community.url)).toEqual(before)
    await node.settle()
    expect(count(await recordsIn(node.database.url))).toBe(0)
  })
})
