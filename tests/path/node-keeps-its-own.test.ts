import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import { openPool } from '@shequ/postgres/open-pool'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const community = '310101002001'
const borough = '310101000000'

let hub: TestHub
let node: TestNode
let office: string
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, community)
  office = await hub.token('community-office', community)
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

async function publishProgramme(title: string): Promise<void> {
  const input = {
    community,
    title,
    description: '书法。',
    kind: 'WORKSHOP',
    startsOn: '2999-01-01',
    endsOn: '2999-01-02',
    capacity: 5,
  }
  const { errors } = await hub.ask(
    'mutation ($input: PublishProgrammeInput!) { publishProgramme(input: $input) { id } }',
    { input },
    office,
  )
  expect(errors).toBeUndefined()
}

interface Listed {
  programmes: { nodes: { title: string; programme: { title: string } | null }[] }
}

/** What the catalogue lists of the far future, with what the owner says of it. */
async function listed(): Promise<[string, string | undefined][]> {
  const { data } = await hub.ask<Listed>(
    `{ programmes(within: "${borough}", filter: { from: "2999-01-01" }) { nodes { title programme { title } } } }`,
  )
  return data.programmes.nodes.map(({ title, programme }) => [title, programme?.title])
}

async function readLog(): Promise<{ totalCount: number; nodes: { fields: string[] }[] }> {
  const { data, errors } = await hub.ask<{
    community: { accessLog: { totalCount: number; nodes: { fields: string[] }[] } }
  }>(`{ community(code: "${community}") { accessLog { totalCount nodes { fields } } } }`, {}, office)
  expect(errors).toBeUndefined()
  return data.community.accessLog
}

test('a community that moves to its node keeps its place in the catalogue, its log and whom it lets read', async () => {
  await publishProgramme('在共享服务器上')
  await hub.publish()
  const grant = {
    community,
    app: 'courses.example',
    scopes: ['READ_LEDGER'],
    purpose: 'A test.',
    from: '2025-01-01',
    until: '2999-12-31',
  }
  const granted = await hub.ask(
    'mutation ($input: GrantAccessInput!) { grantAccess(input: $input) { id } }',
    { input: grant },
    office,
  )
  expect(granted.errors).toBeUndefined()
  const before = await readLog()
  expect(before.totalCount).toBe(2)

  await node.join()
  await hub.settle()
  expect(await hub.publish()).toBe(0)
  expect(await listed()).toEqual([['在共享服务器上', '在共享服务器上']])

  await publishProgramme('在自己的服务器上')
  expect(await node.publish()).toBeGreaterThan(1)
  expect(await listed()).toEqual(
    expect.arrayContaining([
      ['在共享服务器上', '在共享服务器上'],
      ['在自己的服务器上', '在自己的服务器上'],
    ]),
  )
  expect((await readLog()).nodes.map(({ fields }) => fields[0])).toEqual([
    'Mutation.publishProgramme',
    'Mutation.consentToMove',
    'Community.accessLog',
    'Mutation.grantAccess',
    'Mutation.publishProgramme',
  ])
  expect(await verifyKeptLog(node.open.pool, community, { heads: [], now: hub.now() })).toMatchObject({
    isWhole: true,
    entries: 6,
  })

  await node.leave()
  await node.settle()
  expect((await readLog()).totalCount).toBe(7)
  await hub.publish()
  expect(await listed()).toHaveLength(2)
  const pool = openPool(hub.databases.community.url)
  const verdict = await verifyKeptLog(pool, community, { heads: [], now: hub.now() })
  await pool.end()
  expect(verdict).toMatchObject({ isWhole: true, entries: 8 })
})
