import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { movedTables } from '@shequ/community/node/move/moved-tables'
import { summariseRecords } from '@shequ/community/node/move/summarise-records'
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

const question = `{
  community(code: "${community}") {
    name
    charter { selfGovernance sharing { dataset level } }
    programmes(first: 50, from: "2024-01-01") { totalCount nodes { id title places sessions(first: 3) { nodes { startsAt } } } }
    educationCentres { nodes { name consignment { operator { name } } } }
  }
  neighbour: community(code: "310101002002") { name programmes(first: 3, from: "2024-01-01") { nodes { title } } }
}`

/** What the hub answers to the question, from wherever the community's records are. */
async function answer(): Promise<unknown> {
  const { data, errors } = await hub.ask(question)
  expect(errors).toBeUndefined()
  return data
}

async function publish(title: string, idempotencyKey: string): Promise<string> {
  const input = {
    community,
    title,
    description: '书法。',
    kind: 'WORKSHOP',
    startsOn: '2999-01-01',
    endsOn: '2999-01-02',
    capacity: 5,
    idempotencyKey,
  }
  const { data, errors } = await hub.ask<{ publishProgramme: { id: string } }>(
    'mutation ($input: PublishProgrammeInput!) { publishProgramme(input: $input) { id } }',
    { input },
    await hub.token('community-office', community),
  )
  expect(errors).toBeUndefined()
  return data.publishProgramme.id
}

/** Enrols the resident of a card, and gives how many places are left: no fewer for one who is known. */
async function enrol(programme: string): Promise<number> {
  const { data, errors } = await hub.ask<{ enrol: { programme: { freePlaces: number } } }>(
    'mutation ($input: EnrolInput!) { enrol(input: $input) { programme { freePlaces } } }',
    { input: { community, programme, resident: 'card-1', learnerGroup: 'YOUNG_UNEMPLOYED', sixtyOrOver: false } },
    await hub.token('community-office', community),
  )
  expect(errors).toBeUndefined()
  return data.enrol.programme.freePlaces
}

/** What goes over the wire to the node, while it joins, beside what the node takes in. */
async function joinAndListen(): Promise<{ readonly rows: number; readonly bytes: string }> {
  const heard: string[] = []
  const { moves } = node.hub
  const exportRecords = async (message: string) => {
    const lines = await moves.exportRecords(message)
    return (async function* () {
      for await (const line of lines) {
        heard.push(line)
        yield line
      }
    })()
  }
  const rows = await node.joinUnasked(undefined, { ...node.hub, moves: { ...moves, exportRecords } })
  return { rows, bytes: heard.join('') }
}

describe('a community', () => {
  test('moves to its node with every record, and back again', async () => {
    const made = await publish('移动之前', 'before-the-move')
    const places = await enrol(made)
    const answered = await answer()
    await node.consent('TO_OWN_NODE')
    const before = await recordsIn(hub.databases.community.url)
    expect(count(before)).toBeGreaterThan(100)

    const { rows, bytes } = await joinAndListen()
    expect(rows).toBe(count(before))
    const [kept] = (await node.open.pool.query<{ wrapped: string }>('select wrapped from pseudonym_key')).rows
    const key = Buffer.from(await node.open.keys.unwrapKey(kept?.wrapped ?? '', community))
    expect(bytes).toContain('{"pseudonymKey":"ey')
    for (const form of ['hex', 'base64', 'base64url'] as const) expect(bytes).not.toContain(key.toString(form))
    expect(await standing()).toEqual({ kind: 'OWN', status: 'ACTIVE', epoch: 1 })
    expect(await recordsIn(node.database.url)).toEqual(before)
    expect(await answer()).toEqual(answered)
    // A retry finds at the node what the hosted server did.
    expect(await publish('移动之前', 'before-the-move')).toBe(made)
    // The pseudonym of a resident is the same there, and after the way back.
    expect(await enrol(made)).toBe(places)
    await hub.settle()
    expect(count(await recordsIn(hub.databases.community.url))).toBe(0)

    const madeThere = await publish('在自己的服务器上', 'on-the-node')
    const answeredThere = await answer()
    await node.consent('TO_HOSTED')
    const there = await recordsIn(node.database.url)

    expect(await node.leaveUnasked()).toBe(count(there))
    expect(await standing()).toEqual({ kind: 'HOSTED', status: 'HOSTED', epoch: 2 })
    expect(await recordsIn(hub.databases.community.url)).toEqual(there)
    expect(await answer()).toEqual(answeredThere)
    expect(await publish('在自己的服务器上', 'on-the-node')).toBe(madeThere)
    expect(await enrol(made)).toBe(places)
    await node.settle()
    expect(count(await recordsIn(node.database.url))).toBe(0)
  })
})
