import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenSubgraph, openSubgraph } from '@shequ/cli/run/open-subgraph'
import type { NodeEntry } from '@shequ/gateway/fetch/nodes/node-entry'
import { type NodeServer, startNode } from '@shequ/gateway/testing/node-server'
import { withClient } from '@shequ/postgres/with-client'
import { createLog } from '@shequ/process/log'
import { registerNodes } from '../helpers/register-nodes.js'
import { startRoutedHub, type TestHub, today } from '../helpers/start-hub.js'

const threeHops = `{ city(code: "310000000000") { name boroughs { code communities(first: 20) { nodes {
  code name node { kind } programmes(first: 3) { nodes { id title places } } } } } } }`

interface Community {
  readonly code: string
  readonly name: string
  readonly node: { readonly kind: string }
  readonly programmes: { readonly nodes: readonly unknown[] } | null
}

interface City {
  readonly city: { readonly boroughs: readonly { readonly communities: { readonly nodes: readonly Community[] } }[] }
}

let hub: TestHub
let records: OpenSubgraph
const nodes = new Map<string, NodeServer>()

beforeAll(async () => {
  hub = await startRoutedHub({ reportInterval: 100 })
  await registerNodes(hub.databases.borough.ownerUrl, await othersOfTheCity(5_000))
  records = openSubgraph('community', hub.databases.community.url, createLog('test', 'silent'), { now: () => today })
}, 120_000)
afterAll(async () => {
  await hub.close()
  await Promise.all([...nodes.values()].map((node) => node.close()))
  await records.close()
}, 60_000)

const askThreeHops = async () => {
  const { data, errors } = await hub.ask<City>(threeHops)
  return { communities: data.city.boroughs.flatMap(({ communities }) => communities.nodes), errors }
}

/** What a question is answered, but for who answered it. */
const contentOf = (communities: readonly Community[]) =>
  communities.map(({ code, name, programmes }) => ({ code, name, programmes }))

const register = (entries: readonly NodeEntry[]) => registerNodes(hub.databases.borough.ownerUrl, entries)

const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Changes the register and waits until the gateway has read it. */
const registerAndWait = async (entries: readonly NodeEntry[]) => {
  await register(entries)
  await hub.gatewayHasRead()
}

/** Nodes of communities that no question here is about, at an address where nothing is. */
async function othersOfTheCity(count: number): Promise<readonly NodeEntry[]> {
  const codes = await withClient(hub.databases.borough.ownerUrl, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      `select code from (select code, row_number() over (partition by borough_code order by code) as place from community) ranked
       where place > 20 order by code limit $1`,
      [count],
    )
    return rows.map(({ code }) => code)
  })
  return codes.map((community) => ({
    community,
    status: 'ACTIVE',
    epoch: 1,
    address: 'http://127.0.0.1:9/graphql',
    keys: [],
    staleFor: 0,
  }))
}

/** The first two communities of each borough, which have activity. */
async function firstOfEachBorough(): Promise<readonly string[]> {
  const { data } = await hub.ask<City>(
    '{ city(code: "310000000000") { boroughs { communities(first: 2) { nodes { code } } } } }',
  )
  return data.city.boroughs.flatMap(({ communities }) => communities.nodes.map(({ code }) => code))
}

test('a change in a register of 5,000 nodes under load is live with the next reading, without a failed question, and changes no answer', async () => {
  const before = await askThreeHops()
  expect(before.errors).toBeUndefined()
  expect(before.communities.length).toBeGreaterThanOrEqual(320)
  const codes = (await firstOfEachBorough()).slice(0, 20)
  for (const community of codes) nodes.set(community, await startNode({ community, call: records.subgraph.call }))
  const all = [...nodes.values()]
  const asked = () => all.map(({ received }) => received.length)

  const over = new AbortController()
  const answers: Awaited<ReturnType<typeof askThreeHops>>[] = []
  const client = async () => {
    while (!over.signal.aborted) answers.push(await askThreeHops())
  }
  const load = [client(), client()]
  try {
    await registerAndWait(all.map(({ entry }) => entry))
    answers.push(await askThreeHops())
    for (const times of asked()) expect(times).toBeGreaterThan(0)
    await registerAndWait(all.map(({ entry }) => ({ ...entry, epoch: 2, status: 'HOSTED' })))
    // What began before has ended when each client has had two answers more.
    const seen = answers.length
    await until(() => answers.length >= seen + 4)
    const left = asked()
    await until(() => answers.length >= seen + 8)
    expect(asked()).toEqual(left)
  } finally {
    over.abort()
    await Promise.all(load)
  }
  for (const { errors, communities } of answers) {
    expect(errors).toBeUndefined()
    expect(contentOf(communities)).toEqual(contentOf(before.communities))
  }
}, 60_000)

test('dead, hanging and lying nodes among twenty cost their own fields alone', async () => {
  const before = await askThreeHops()
  await registerAndWait([...nodes.values()].map(({ entry }) => ({ ...entry, epoch: 3 })))
  const all = [...nodes.values()]
  const codeOf = ({ entry }: NodeServer) => entry.community
  const [dead, hanging, lying] = [all.slice(0, 5), all.slice(5, 8), all.slice(8, 10)]
  await Promise.all(dead.map((node) => node.close()))
  for (const node of hanging) node.misbehave({ reply: () => undefined })
  for (const node of lying) node.misbehave({ sent: (body) => body.replace('"title":"', '"title":"Free! ') })

  const { communities, errors } = await askThreeHops()
  const bad = [...dead, ...hanging, ...lying].map(codeOf)
  for (const [index, community] of communities.entries()) {
    expect(community).toMatchObject({ name: before.communities[index]?.name })
    expect(community.programmes).toEqual(bad.includes(community.code) ? null : before.communities[index]?.programmes)
  }
  const told = new Map(
    errors?.map(({ extensions, path }) => [String(extensions['community']), { code: extensions.code, path }]),
  )
  expect([...told.keys()].toSorted()).toEqual(bad.toSorted())
  for (const [community, { code, path }] of told) {
    expect(code).toBe(lying.map(codeOf).includes(community) ? 'NODE_REJECTED' : 'NODE_UNAVAILABLE')
    expect(path?.at(-1)).toBe('programmes')
  }

  for (const node of [...hanging, ...lying]) node.misbehave({})
  for (const node of dead) {
    const { port } = new URL(node.url)
    nodes.set(
      codeOf(node),
      await startNode({ community: codeOf(node), call: records.subgraph.call, key: node.key, port: Number(port) }),
    )
  }
  await until(async () => (await askThreeHops()).errors === undefined)
  expect(contentOf((await askThreeHops()).communities)).toEqual(contentOf(before.communities))
}, 60_000)

test('the register shows how nodes fare, and a revoked one is out at once', async () => {
  const [code = ''] = nodes.keys()
  const node = () =>
    hub.ask<{ community: { node: Record<string, unknown> & { health: { requests: number; failures: number } } } }>(
      `{ community(code: "${code}") { motto: node { status } node { status lastSeen health { requests failures rejections meanLatency } } programmes(first: 1) { nodes { id } } } }`,
    )
  await until(async () => (await node()).data.community.node.health.requests > 2)
  expect((await node()).data.community.node).toMatchObject({
    status: 'ACTIVE',
    lastSeen: expect.any(String),
    health: { failures: expect.any(Number), rejections: 0, meanLatency: expect.any(Number) },
  })
  const borough = `${code.slice(0, 6)}000000`
  const revoked = await hub.ask(
    'mutation ($input: RevokeNodeInput!) { revokeNode(input: $input) { status } }',
    { input: { borough, community: code } },
    await hub.token('borough-office', borough),
  )
  expect(revoked.data).toEqual({ revokeNode: { status: 'REVOKED' } })
  await hub.gatewayHasRead()
  expect((await node()).errors?.[0]?.extensions.code).toBe('NODE_UNAVAILABLE')
  const { received } = nodes.get(code) as NodeServer
  const asked = received.length
  await node()
  expect(received).toHaveLength(asked)
})
