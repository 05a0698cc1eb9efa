import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenSubgraph, openSubgraph } from '@shequ/cli/run/open-subgraph'
import { type NodeServer, startNode } from '@shequ/gateway/testing/node-server'
import { createLog } from '@shequ/process/log'
import { registerNodes } from '../helpers/register-nodes.js'
import { startRoutedHub, type TestHub, today } from '../helpers/start-hub.js'

const hosted = '310101002001'
const own = '310101002002'

let hub: TestHub
let records: OpenSubgraph
let node: NodeServer
beforeAll(async () => {
  hub = await startRoutedHub({ reportInterval: 3_600_000 })
  records = openSubgraph('community', hub.databases.community.url, createLog('test', 'silent'), { now: () => today })
}, 120_000)
afterAll(async () => {
  await hub.close()
  await node.close()
  await records.close()
})

interface Ids {
  readonly programme: string
  readonly session: string
  readonly centre: string
}

/** The ids of the first records of a community, as its lists give them. */
async function idsOf(code: string): Promise<Ids> {
  const { data } = await hub.ask<{
    community: {
      programmes: { nodes: [{ id: string; sessions: { nodes: [{ id: string }] } }] }
      educationCentres: { nodes: [{ id: string }] }
    }
  }>(
    `{ community(code: "${code}") { programmes(first: 1) { nodes { id sessions(first: 1) { nodes { id } } } } educationCentres(first: 1) { nodes { id } } } }`,
  )
  const [programme] = data.community.programmes.nodes
  return {
    programme: programme.id,
    session: programme.sessions.nodes[0].id,
    centre: data.community.educationCentres.nodes[0].id,
  }
}

const linked = `query ($programme: ID!, $session: ID!, $centre: ID!) {
  programme(id: $programme) { id title community { code name } educationCentre { name } }
  session(id: $session) { startsAt programme { title community { name street { name } } } }
  educationCentre(id: $centre) { name seats community { name } }
  node(id: $session) { __typename id provenance { owner } ... on Session { ordinal programme { title } } ... on Programme { title } }
}`

test('links to records of hosted communities and of own nodes are answered alike, in one request', async () => {
  const before = await Promise.all([hosted, own].map(async (code) => hub.ask(linked, { ...(await idsOf(code)) })))
  for (const { data, errors } of before) {
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      programme: { title: expect.any(String) },
      node: { __typename: 'Session', ordinal: 1 },
    })
  }
  const ids = await idsOf(own)
  node = await startNode({
    community: own,
    call: records.subgraph.call,
    gatewayKeys: { keys: [hub.gatewayKey.publicJwk] },
  })
  await registerNodes(hub.databases.borough.ownerUrl, [node.entry])
  await hub.gatewayHasRead()
  const at = node.received.length
  expect(await hub.ask(linked, { ...ids })).toEqual(before[1])
  expect(node.received.length).toBeGreaterThan(at)
  expect(await hub.ask(linked, { ...(await idsOf(hosted)) })).toEqual(before[0])
})

test('a link that leads nowhere is null, at a node as on the hosted server', async () => {
  for (const code of [hosted, own]) {
    const nowhere = `${code}:99999999-0000-4000-8000-000000000000`
    const { data, errors } = await hub.ask(linked, { programme: nowhere, session: nowhere, centre: nowhere })
    expect([data, errors]).toEqual([{ programme: null, session: null, educationCentre: null, node: null }, undefined])
  }
})

test('a record that a community shares with nobody is refused, whether there is one or not', async () => {
  const token = await hub.token('community-office', own)
  const { programme } = await idsOf(own)
  const level = (to: string) =>
    hub.ask(
      `mutation { setSharing(input: { community: "${own}", dataset: PROGRAMMES, level: ${to} }) { smallestCell } }`,
      {},
      token,
    )
  await level('PRIVATE')
  const ask = (id: string) => hub.ask('query ($id: ID!) { programme(id: $id) { title } node(id: $id) { id } }', { id })
  const [there, absent] = [await ask(programme), await ask(`${own}:99999999-0000-4000-8000-000000000000`)]
  expect(there).toEqual(absent)
  expect(there.data).toEqual({ programme: null, node: null })
  expect(there.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['programme'], 'FORBIDDEN']])
  await level('PUBLIC')
  expect((await ask(programme)).data).toMatchObject({ node: { id: programme } })
})

test('the answer of a node that is out of reach is missing alone', async () => {
  const [near, far] = [await idsOf(hosted), await idsOf(own)]
  await node.close()
  const { data, errors } = await hub.ask(
    'query ($near: ID!, $far: ID!) { near: programme(id: $near) { id } far: programme(id: $far) { id title } any: node(id: $far) { id } }',
    { near: near.programme, far: far.programme },
  )
  expect(data).toEqual({ near: { id: near.programme }, far: null, any: null })
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['far'], 'NODE_UNAVAILABLE'],
    [['any'], 'NODE_UNAVAILABLE'],
  ])
})
