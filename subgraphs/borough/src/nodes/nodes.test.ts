import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nonceHeader, signatureHeader } from '@shequ/process/keys/answer-signature'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { anonymous, gatewayViewer } from '@shequ/schema/viewer'
import { nodeSender, signNodeRequest } from '@shequ/subgraph/nodes/node-request'
import { trustKeys } from '@shequ/subgraph/returns/signed-message'
import { officeOf, testMoment, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import {
  closeNodes,
  hostedSender,
  inviteNode,
  joinRequest,
  listenAsNode,
  releaseOf,
  request,
  send,
} from '../testing/node-requests.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const borough = '310101000000'
const office = officeOf('borough', borough)
/** The code of a community of the borough, 0 to 39: they are spread over its four streets. */
const community = (number: number) => String(310101000001 + (1 + (number % 4)) * 1_000 + Math.floor(number / 4))

let hub: TestSubgraph<Database>
beforeAll(async () => {
  hub = await openBoroughSubgraph(40, {
    name: '',
    sql: '',
    senders: [{ issuer: 'community', keys: trustKeys({ keys: [hostedSender.key.publicJwk] }) }],
  })
})
afterAll(async () => {
  await closeNodes()
  await hub.close()
})

const nodeOf = async (code: string, viewer = anonymous) => {
  const { data } = await hub.ask(
    `query ($code: DivisionCode!) { community(code: $code) { node {
      kind status epoch since lastSeen staleFor address community { code } health { requests failures rejections meanLatency } } } }`,
    { code },
    viewer,
  )
  return (data as { community: { node: Record<string, unknown> } }).community.node
}

/** Passes what it is asked on to an address once something was done, and the signed answer back. */
async function slowlyTo(
  address: string,
  first: () => Promise<unknown>,
): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    const pass = async () => {
      await first()
      const body = await text(request)
      const nonce = String(request.headers[nonceHeader])
      const headers = { 'content-type': 'application/json', [nonceHeader]: nonce }
      const answer = await fetch(address, { method: 'POST', headers, body })
      response.setHeader(signatureHeader, answer.headers.get(signatureHeader) ?? '')
      response.end(await answer.text())
    }
    void pass()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () => void server.close(),
  }
}

const changesAfter = async (after: string, first = 500) => {
  const { data } = await hub.ask(
    'query ($after: String!, $first: Int) { nodeChanges(after: $after, first: $first) { revision hasMore changes { community status epoch address staleFor keys { kid x notAfter } } } }',
    { after, first },
    gatewayViewer,
  )
  return (
    data as {
      nodeChanges: {
        revision: string
        hasMore: boolean
        changes: {
          community: string
          status: string
          epoch: number
          keys: { kid: string; notAfter: string | null }[]
        }[]
      }
    }
  ).nodeChanges
}

describe('a community', () => {
  test('is answered for by the hosted server until a node has joined, by its node then, and by the hosted server once it has left', async () => {
    const node = await inviteNode(hub, community(0))
    expect(await nodeOf(node.community)).toEqual({
      kind: 'HOSTED',
      status: 'HOSTED',
      epoch: 0,
      since: null,
      lastSeen: null,
      staleFor: 0,
      address: null,
      community: { code: node.community },
      health: null,
    })
    expect(await node.join()).toMatchObject({ errors: [], data: { joinNode: { status: 'JOINING', epoch: 1 } } })
    expect(await nodeOf(node.community)).toMatchObject({ kind: 'HOSTED', status: 'JOINING', staleFor: 600 })
    expect((await node.complete(1)).data).toMatchObject({
      completeJoin: { status: 'ACTIVE', epoch: 1 },
    })
    expect(await nodeOf(node.community)).toMatchObject({ kind: 'OWN', status: 'ACTIVE', since: expect.any(String) })
    expect((await node.ask({ action: 'beginLeave', epoch: 1 })).data).toMatchObject({
      beginLeave: { status: 'LEAVING', epoch: 2 },
    })
    expect(await nodeOf(node.community)).toMatchObject({ kind: 'OWN', status: 'LEAVING' })
    expect((await node.ask({ action: 'completeLeave', epoch: 2 })).data).toMatchObject({
      completeLeave: { status: 'HOSTED', epoch: 2 },
    })
    expect(await nodeOf(node.community)).toMatchObject({ kind: 'HOSTED', status: 'HOSTED', address: null })
  })

  test('changes hands once, however often a step is asked for, and never by an attempt that was given up', async () => {
    const node = await inviteNode(hub, community(1))
    const joined = [await node.join(), await node.join()]
    expect(joined.map(({ data }) => data)).toEqual([
      { joinNode: expect.objectContaining({ epoch: 1 }) },
      { joinNode: expect.objectContaining({ epoch: 1 }) },
    ])
    const given = await request(hub, hostedSender, node.community, {
      action: 'abandonMove',
      epoch: 1,
    })
    expect(given.data).toMatchObject({ abandonMove: { status: 'HOSTED', epoch: 2 } })
    const late = await node.complete(1)
    expect(late.errors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('HOSTED in its attempt 2') },
    ])
    expect((await node.join()).data).toMatchObject({ joinNode: { status: 'JOINING', epoch: 3 } })
    const completed = await Promise.all([1, 2, 3].map(() => node.complete(3)))
    for (const { data } of completed) expect(data).toMatchObject({ completeJoin: { status: 'ACTIVE', epoch: 3 } })
    await node.ask({ action: 'beginLeave', epoch: 3 })
    expect((await node.ask({ action: 'abandonMove', epoch: 4 })).data).toMatchObject({
      abandonMove: { status: 'ACTIVE', epoch: 5 },
    })
    expect((await node.ask({ action: 'completeLeave', epoch: 4 })).errors).toMatchObject([{ code: 'CONFLICT' }])
  })

  test('has one owner when a join is completed and given up at once', async () => {
    const node = await inviteNode(hub, community(2))
    await node.join()
    const [completed, abandoned] = await Promise.all([node.complete(1), node.ask({ action: 'abandonMove', epoch: 1 })])
    expect([completed, abandoned].filter(({ errors }) => errors.length === 0)).toHaveLength(1)
    expect(await nodeOf(node.community)).toMatchObject(
      completed.errors.length === 0 ? { kind: 'OWN', epoch: 1 } : { kind: 'HOSTED', epoch: 2 },
    )
  })
})

describe('a joining node becomes the owner', () => {
  const refusedAs = async (node: Awaited<ReturnType<typeof inviteNode>>, code: string, release?: string) => {
    const { data, errors } = await node.complete(1, release)
    expect({ data, errors }).toMatchObject({ data: { completeJoin: null }, errors: [{ code }] })
    expect(await nodeOf(node.community)).toMatchObject({ kind: 'HOSTED', status: 'JOINING' })
  }

  test('not while nothing answers at its address, nor while another node or no node at all does', async () => {
    const node = await inviteNode(hub, community(31))
    const server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(307, { location: node.address }).end()
      else if (request.url !== '/silent')
        response.end(request.url === '/endless' ? 'x'.repeat(100_000) : '{"data":{"__typename":"Query"}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const other = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const wrong: readonly (readonly [address: string, code: string])[] = [
      ['http://127.0.0.1:9/graphql', 'NODE_UNAVAILABLE'],
      [`${other}/silent`, 'NODE_UNAVAILABLE'],
      [`${other}/endless`, 'NODE_UNAVAILABLE'],
      [`${other}/graphql`, 'NODE_REJECTED'],
      [`${other}/moved`, 'NODE_REJECTED'],
      [await listenAsNode(hub, node.community, await createSigningKey()), 'NODE_REJECTED'],
      [await listenAsNode(hub, community(32), node.key), 'NODE_REJECTED'],
    ]
    for (const [address, code] of wrong) {
      await node.join(address)
      await refusedAs(node, code)
    }
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await node.join()
    expect((await node.complete(1)).data).toMatchObject({ completeJoin: { status: 'ACTIVE', epoch: 1 } })
  }, 20_000)

  test('not without the word of the hosted server that it has handed the records over in that attempt', async () => {
    const node = await inviteNode(hub, community(33))
    await node.join()
    const wrong = [
      'nonsense',
      await releaseOf(node.community, 2),
      await releaseOf(community(34), 1),
      await releaseOf(node.community, 1, { issuer: 'community', key: await createSigningKey() }),
      await releaseOf(node.community, 1, nodeSender(node.community, node.key)),
    ]
    for (const release of wrong) await refusedAs(node, 'UNAUTHENTICATED', release)
    const giveUp = { action: 'abandonMove', epoch: 1 } as const
    await refusedAs(
      node,
      'BAD_USER_INPUT',
      await signNodeRequest(hostedSender, node.community, giveUp, new Date(testMoment)),
    )
    expect((await node.complete(1)).data).toMatchObject({ completeJoin: { status: 'ACTIVE' } })
  })

  test('not at another address than the one at which it was asked', async () => {
    const node = await inviteNode(hub, community(35))
    const proxy = await slowlyTo(node.address, () => node.join('http://127.0.0.1:9/graphql'))
    await node.join(proxy.address)
    await refusedAs(node, 'CONFLICT')
    proxy.close()
  })
})

describe('an invitation', () => {
  test('is good for one key, until the node answers', async () => {
    const node = await inviteNode(hub, community(3))
    await node.join()
    const thief = await createSigningKey()
    const stolen = await request(
      hub,
      nodeSender(node.community, thief),
      node.community,
      joinRequest(node.invitation, thief),
    )
    expect(stolen.errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    await node.complete(1)
    expect((await node.join()).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  })

  test('is good for its own community, and not for ever', async () => {
    const node = await inviteNode(hub, community(4))
    const elsewhere = await request(
      hub,
      nodeSender(community(5), node.key),
      community(5),
      joinRequest(node.invitation, node.key),
    )
    expect(elsewhere.errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    await hub.sql(
      `update node_invitation set until = '2026-03-02T01:00:00Z' where community_code = '${node.community}'`,
    )
    expect((await node.join()).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  })

  test('is kept as a digest alone', async () => {
    const node = await inviteNode(hub, community(6))
    const kept = await hub.sql(`select digest::text || coalesce(used_by, '') as kept from node_invitation`)
    expect(kept.map((row) => String(row['kept'])).join()).not.toContain(node.invitation)
  })

  test('does not enter a second node beside one that answers', async () => {
    const node = await inviteNode(hub, community(7))
    await node.join()
    await node.complete(1)
    const second = await inviteNode(hub, community(7))
    expect((await second.join()).errors).toMatchObject([{ code: 'CONFLICT' }])
    expect(await nodeOf(node.community)).toMatchObject({ status: 'ACTIVE', epoch: 1 })
  })
})

describe('a request of a node is refused', () => {
  test.each([
    ['an address that is none', { address: 'file:///etc/passwd' }],
    ['an address that is no URL', { address: 'not a url' }],
    ['an empty address', { address: '' }],
    ['an address with a fragment', { address: 'http://example.org/#graphql' }],
    ['an address of the network that the operator does not allow', { address: 'https://10.0.0.7/graphql' }],
    ['a public address without https', { address: 'http://93.184.216.34/graphql' }],
    ['an address with a password', { address: 'http://a:b@example.org/graphql' }],
  ])('for %s', async (_what, more) => {
    const node = await inviteNode(hub, community(8))
    expect((await node.ask(joinRequest(node.invitation, node.key, more))).errors).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ])
  })

  test('when another key signed it, when it is old, altered, for another community or another action', async () => {
    const node = await inviteNode(hub, community(9))
    await node.join()
    const stranger = await createSigningKey()
    const release = await releaseOf(node.community, 1)
    const sign = (sender: Parameters<typeof signNodeRequest>[0], code: string, moment = testMoment) =>
      signNodeRequest(sender, code, { action: 'completeJoin', epoch: 1, release }, new Date(moment))
    const good = await sign(nodeSender(node.community, node.key), node.community)
    const [header, , signature] = good.split('.')
    const claims = Buffer.from(JSON.stringify({ community: node.community, action: 'completeJoin', epoch: 1, release }))
    const wrong = [
      await sign(nodeSender(node.community, stranger), node.community),
      await sign(nodeSender(node.community, node.key), node.community, '2026-03-02T01:20:00.000Z'),
      `${header}.${claims.toString('base64url')}.${signature}`,
      await sign(nodeSender(community(7), node.key), node.community),
      await sign(nodeSender(node.community, node.key), community(7)),
      await sign(hostedSender, node.community),
      'nonsense',
    ]
    for (const message of wrong) {
      expect((await send(hub, 'completeJoin', message)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    }
    expect((await send(hub, 'beginLeave', good)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    expect(await nodeOf(node.community)).toMatchObject({ status: 'JOINING' })
    expect((await send(hub, 'completeJoin', good)).data).toMatchObject({ completeJoin: { status: 'ACTIVE' } })
  })
})

describe('the keys of a node', () => {
  test('take one another’s place with an overlap, each proved', async () => {
    const node = await inviteNode(hub, community(10))
    await node.join()
    await node.complete(1)
    const next = await createSigningKey()
    const { revision } = await changesAfter('0')
    const prove = (epoch: number, key = next) =>
      signNodeRequest(
        nodeSender(node.community, key),
        node.community,
        { action: 'proveKey', epoch },
        new Date(testMoment),
      )
    const rotate = async (proof: string) =>
      node.ask({ action: 'rotateKey', epoch: 1, key: { x: next.publicJwk.x ?? '' }, proof, overlap: 60 })
    expect((await rotate(await prove(1, node.key))).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect((await rotate(await prove(7))).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect((await rotate(await prove(1))).errors).toEqual([])
    expect((await rotate(await prove(1))).errors).toEqual([])
    expect((await changesAfter(revision)).changes).toMatchObject([
      {
        community: node.community,
        keys: [
          { kid: node.key.kid, notAfter: '2026-03-02T01:31:00.000Z' },
          { kid: next.kid, notAfter: null },
        ],
      },
    ])
    expect((await node.ask({ action: 'beginLeave', epoch: 1 }, next)).errors).toEqual([])
  })

  test('are no longer believed after their end', async () => {
    const node = await inviteNode(hub, community(11))
    await node.join()
    await hub.sql(
      `update node set keys = jsonb_set(keys, '{0,notAfter}', '"2026-03-02T01:29:59.000Z"') where community_code = '${node.community}'`,
    )
    expect((await node.complete(1)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  })
})

describe('the office of the borough', () => {
  const revoke = (code: string, viewer = office) =>
    hub.ask(
      'mutation ($input: RevokeNodeInput!) { revokeNode(input: $input) { kind status epoch } }',
      { input: { borough, community: code } },
      viewer,
    )
  const rehost = (code: string) =>
    hub.ask(
      'mutation ($input: RehostCommunityInput!) { rehostCommunity(input: $input) { kind status epoch } }',
      { input: { borough, community: code } },
      office,
    )

  test('revokes a node, so that no key of it is believed and its invitation is void', async () => {
    const node = await inviteNode(hub, community(12))
    await node.join()
    expect((await rehost(node.community)).errors).toMatchObject([{ code: 'CONFLICT' }])
    expect((await revoke(node.community)).data).toEqual({ revokeNode: { kind: 'OWN', status: 'REVOKED', epoch: 2 } })
    expect((await revoke(node.community)).data).toMatchObject({ revokeNode: { epoch: 2 } })
    expect((await node.complete(1)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect((await node.join()).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect((await rehost(node.community)).data).toEqual({
      rehostCommunity: { kind: 'HOSTED', status: 'HOSTED', epoch: 3 },
    })
    expect((await revoke(node.community)).errors).toMatchObject([{ code: 'CLOSED' }])
  })

  test('has a revoked community joined anew by another node', async () => {
    await revoke(await inviteNode(hub, community(13)).then(async (node) => (await node.join(), node.community)))
    const next = await inviteNode(hub, community(13))
    expect((await next.join()).data).toMatchObject({ joinNode: { status: 'JOINING', epoch: 3 } })
  })

  test('alone invites and revokes, and in its own borough', async () => {
    for (const viewer of [anonymous, officeOf('city', '310000000000'), officeOf('community', community(0))]) {
      expect((await revoke(community(0), viewer)).errors).toMatchObject([
        { code: viewer === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN' },
      ])
    }
    const { errors } = await hub.ask(
      'mutation { inviteNode(input: { borough: "310101000000", community: "310102001001" }) { token } }',
      {},
      office,
    )
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('and the community’s alone learn where the node is', async () => {
    const node = await inviteNode(hub, community(14))
    await node.join()
    expect(await nodeOf(node.community, office)).toMatchObject({ address: node.address })
    expect(await nodeOf(node.community, officeOf('community', node.community))).toMatchObject({
      address: node.address,
    })
    for (const viewer of [anonymous, officeOf('borough', '310102000000'), officeOf('community', community(0))]) {
      expect(await nodeOf(node.community, viewer)).toMatchObject({ address: null })
    }
  })
})

describe('the changes of the register', () => {
  test('are for gateways', async () => {
    const { errors } = await hub.ask('{ nodeChanges(after: "0") { revision } }', {}, office)
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  test('come by pages, of each community the latest, and none before what was read', async () => {
    const { revision } = await changesAfter('0')
    const nodes = await Promise.all([20, 21, 22].map((number) => inviteNode(hub, community(number))))
    await Promise.all(nodes.map((node) => node.join()))
    await nodes[0]?.complete(1)
    const seen: string[] = []
    let after = revision
    for (let page = await changesAfter(after, 2); ; page = await changesAfter(after, 2)) {
      seen.push(...page.changes.map(({ community: code, status }) => `${code} ${status}`))
      after = page.revision
      if (!page.hasMore) break
    }
    expect(seen.toSorted()).toEqual([`${community(20)} ACTIVE`, `${community(21)} JOINING`, `${community(22)} JOINING`])
    expect(seen.at(-1)).toBe(`${community(20)} ACTIVE`)
    expect(await changesAfter(after)).toEqual({ revision: after, hasMore: false, changes: [] })
  })

  test('are never overtaken: a change that commits later has a later revision', async () => {
    const node = await inviteNode(hub, community(23))
    await node.join()
    const { revision } = await changesAfter('0')
    const slow = hub.sql(
      `begin; update node set stale_for = 1 where community_code = '${node.community}'; select pg_sleep(0.4); commit`,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const quick = hub.sql(`update node set stale_for = 2 where community_code = '${community(22)}'`)
    const between = await changesAfter(revision)
    await Promise.all([slow, quick])
    const { changes } = await changesAfter(between.revision)
    const seen = [...between.changes, ...changes].map(({ community: code }) => code)
    expect(seen.toSorted()).toEqual([community(22), node.community])
  })

  test.each(['-1', 'x', '', '9'.repeat(19)])('refuse the revision "%s"', async (after) => {
    const { errors } = await hub.ask(
      'query ($after: String!) { nodeChanges(after: $after) { revision } }',
      { after },
      gatewayViewer,
    )
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })
})

describe('the health of nodes', () => {
  const report = (nodes: readonly object[], gateway = 'g1', viewer = gatewayViewer) =>
    hub.ask(
      'mutation ($input: ReportNodeHealthInput!) { reportNodeHealth(input: $input) }',
      { input: { gateway, nodes } },
      viewer,
    )

  test('adds up what gateways count, each report once, and shows when the node was last seen', async () => {
    const node = await inviteNode(hub, community(30))
    await node.join()
    const { revision } = await changesAfter('0')
    await hub.sql(`select 1`)
    const now = new Date(testMoment)
    const hour = '2026-03-02T01:00:00.000Z'
    const counted = {
      community: node.community,
      hour,
      requests: 10,
      failures: 2,
      rejections: 1,
      milliseconds: 400,
      lastSeen: now.toISOString(),
    }
    expect((await report([counted])).data).toEqual({ reportNodeHealth: 1 })
    await report([counted])
    await report([{ ...counted, requests: 4, lastSeen: '2026-03-02T01:10:00.000Z' }])
    await report([{ ...counted, requests: 5, failures: 0, rejections: 0, milliseconds: 220 }], 'g2')
    expect(await nodeOf(node.community)).toMatchObject({
      lastSeen: testMoment,
      health: { requests: 15, failures: 2, rejections: 1, meanLatency: 620 / 13 },
    })
    expect((await changesAfter(revision)).changes).toEqual([])
    // Once it is hosted again, no node of it was seen.
    await hub.sql(`update node set status = 'HOSTED' where community_code = '${node.community}'`)
    expect(await nodeOf(node.community)).toMatchObject({ lastSeen: null, health: null })
  })

  test('is reported by gateways alone, of nodes alone, and no more than a page of them', async () => {
    expect((await report([], 'g1', office)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await report([], 'a b')).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const hosted = {
      community: community(39),
      hour: '2026-03-02T01:00:00.000Z',
      requests: 1,
      failures: 0,
      rejections: 0,
      milliseconds: 1,
      lastSeen: null,
    }
    expect((await report([hosted])).data).toEqual({ reportNodeHealth: 0 })
    expect((await report(Array.from({ length: 1_001 }, () => hosted))).errors).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ])
  })
})

test('nodes are listed by area and status', async () => {
  const list = (within: string, status?: string) =>
    hub.ask(
      'query ($within: DivisionCode!, $status: NodeStatus) { nodes(within: $within, status: $status, first: 100) { totalCount nodes { status community { code } } } }',
      { within, status },
    )
  const { data } = await list(borough, 'ACTIVE')
  const { nodes, totalCount } = (data as { nodes: { totalCount: number; nodes: { status: string }[] } }).nodes
  expect(nodes).toHaveLength(totalCount)
  expect(nodes.length).toBeGreaterThan(3)
  expect(nodes.every(({ status }) => status === 'ACTIVE')).toBe(true)
  expect((await list('310000000000', 'ACTIVE')).data).toEqual(data)
  expect((await list('310102000000')).data).toMatchObject({ nodes: { totalCount: 0 } })
  expect((await list('110101000000')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})
