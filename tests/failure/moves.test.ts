import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { movedTables } from '@shequ/community/node/move/moved-tables'
import { readPlace } from '@shequ/community/node/place/change-place'
import { hosted } from '@shequ/community/node/place/server'
import { openPool } from '@shequ/postgres/open-pool'
import { withClient } from '@shequ/postgres/with-client'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { signMoveRequest } from '@shequ/subgraph/nodes/move-request'
import { nodeSender } from '@shequ/subgraph/nodes/node-request'
import { signMessage } from '@shequ/subgraph/returns/signed-message'
import { type TestNode, invite, openNode } from '../helpers/open-node.js'
import { type TestHub, startRoutedHub } from '../helpers/start-hub.js'
import { writeAs } from '../helpers/write-as.js'

const borough = '310101000000'
const community = '310101002001'
const neighbour = '310101002002'

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startRoutedHub({ registerInterval: 100, reportInterval: 3_600_000 })
}, 120_000)
afterAll(() => hub.close())

async function hostedPlace(code = community): Promise<unknown> {
  const pool = openPool(hub.databases.community.url)
  try {
    return await sqlTransaction(pool, (sql) => readPlace(sql, hosted, code))
  } finally {
    await pool.end()
  }
}

async function nodePlace(of = node): Promise<string> {
  const server = { kind: 'NODE', community: of.community } as const
  return (await sqlTransaction(of.open.pool, (sql) => readPlace(sql, server, of.community))).state
}

async function standing(): Promise<unknown> {
  const { data } = await hub.ask<{ community: { node: unknown } }>(
    `{ community(code: "${community}") { node { status epoch } } }`,
  )
  return data.community.node
}

/** The code of a write by the community's office; DONE when it was done. */
async function write(introduction: string): Promise<string> {
  const { errors } = await hub.ask(
    'mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { introduction } }',
    { input: { community, introduction } },
    await hub.token('community-office', community),
  )
  return errors?.[0]?.extensions.code ?? 'DONE'
}

/** Until the gateway has read what stands in the register now. */
async function asBorough(mutation: string): Promise<void> {
  const { errors } = await hub.ask(
    `mutation { ${mutation}(input: { borough: "${borough}", community: "${community}" }) { __typename } }`,
    {},
    await hub.token('borough-office', borough),
  )
  expect(errors).toBeUndefined()
}

/** Takes the community back from a node that a test which failed has left it with. */
async function rehost(): Promise<void> {
  await hub.giveUpMoves()
  const { status } = (await standing()) as { status: string }
  if (status === 'HOSTED') return
  if (status !== 'REVOKED') await asBorough('revokeNode')
  await asBorough('rehostCommunity')
}

const refused = (code: ErrorCode) => expect.objectContaining({ code })

/** Enters the node as joining, to which the community consented, and gives the attempt. */
async function beginJoin(): Promise<number> {
  await node.consent('TO_OWN_NODE')
  const registration = await node.hub.register.step({
    action: 'join',
    invitation: await invite(hub, community),
    address: node.url,
    key: { x: node.hub.key.publicJwk.x ?? '' },
    staleFor: 0,
  })
  return registration.epoch
}

async function exported(epoch: number): Promise<string[]> {
  const message = await node.hub.sign({
    action: 'exportRecords',
    epoch,
    owned: 0,
    to: await node.open.keys.receivingKey(),
  })
  const lines: string[] = []
  for await (const line of await node.hub.moves.exportRecords(message)) lines.push(line)
  return lines
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

describe('a community whose node', () => {
  beforeEach(async () => {
    node = await openNode(hub, community)
  })
  afterEach(async () => {
    await node.close()
    await rehost()
  })

  test('dies on the way stays where it was, and the next attempt begins anew', async () => {
    const epoch = await beginJoin()
    await exported(epoch)
    expect(await hostedPlace()).toEqual({ state: 'LEAVING', epoch })
    // Questions are answered meanwhile, and a write waits until it is told that nothing was done.
    const { errors } = await hub.ask(
      `{ community(code: "${community}") { programmes(first: 1, from: "2024-01-01") { totalCount } } }`,
    )
    expect(errors).toBeUndefined()
    expect(await write('不会写下的话。')).toBe('MOVING')

    await hub.giveUpMoves()
    expect(await standing()).toEqual({ status: 'HOSTED', epoch: epoch + 1 })
    expect(await hostedPlace()).toEqual({ state: 'HERE', epoch })
    expect(await write('写下的话。')).toBe('DONE')
    await expect(node.hub.register.step({ action: 'completeJoin', epoch, release: '' })).rejects.toEqual(
      refused('CONFLICT'),
    )
    await expect(exported(epoch)).rejects.toEqual(refused('CONFLICT'))

    await node.join()
    expect(await standing()).toEqual({ status: 'ACTIVE', epoch: epoch + 2 })
    expect(await write('在自己的服务器上写下的话。')).toBe('DONE')
    await node.leave()
  }, 60_000)

  test('took the records but lost the answer goes on with the same attempt, without taking them twice', async () => {
    const lost: TestNode['hub'] = {
      ...node.hub,
      register: {
        ...node.hub.register,
        step: (request) =>
          request.action === 'completeJoin'
            ? Promise.reject(new Error('the power went'))
            : node.hub.register.step(request),
      },
    }
    const invitation = await invite(hub, community)
    await expect(node.join(invitation, lost)).rejects.toThrow('the power went')
    expect(await nodePlace()).toBe('ARRIVING')
    expect(await node.joinUnasked(invitation)).toBe(0)
    expect(await nodePlace()).toBe('HERE')
    await node.leave()
  })

  test('is sent altered or broken records takes none of them', async () => {
    const epoch = await beginJoin()
    const lines = await exported(epoch)
    const moves = (sent: readonly string[]) => ({ ...node.hub.moves, exportRecords: async () => each(sent) })
    const invitation = await invite(hub, community)
    const sendings: readonly (readonly string[])[] = [
      lines.slice(0, -1),
      lines.map((line) => line.replace('"capacity": ', '"capacity": 1')),
      lines.filter((line) => !line.includes('"table":"vote"')),
      [lines[0]?.replace(community, neighbour) ?? '', ...lines.slice(1)],
      ['nonsense\n'],
    ]
    for (const sent of sendings) {
      await expect(node.joinUnasked(invitation, { ...node.hub, moves: moves(sent) })).rejects.toEqual(
        refused('BAD_REQUEST'),
      )
      expect(await nodePlace()).toBe('AWAY')
    }
    const older = lines.map((line) => line.replace('20261124000000_initial', '20260101000000_initial'))
    await expect(node.joinUnasked(invitation, { ...node.hub, moves: moves(older) })).rejects.toEqual(
      refused('CONFLICT'),
    )
    await hub.giveUpMoves()
  }, 60_000)

  test('is revoked answers no more, keeps its records, and joins anew with them', async () => {
    await node.join()
    expect(await write('自己的话。')).toBe('DONE')
    await asBorough('revokeNode')
    await node.settle()
    expect(await nodePlace()).toBe('ASIDE')
    await hub.settle()
    // Who writes while the gateway reads of it can't know what became of that write.
    await hub.gatewayHasRead()
    expect(await write('没人收的话。')).toBe('NODE_UNAVAILABLE')

    expect(await node.joinUnasked()).toBe(0)
    expect(await nodePlace()).toBe('HERE')
    // A revoked node is not asked before the gateway has read that it is one again.
    await hub.gatewayHasRead()
    const { data } = await hub.ask<{ community: { profile: { introduction: string } } }>(
      `{ community(code: "${community}") { profile { introduction } } }`,
    )
    expect(data.community.profile.introduction).toBe('自己的话。')
    await node.leave()
  }, 60_000)

  test('leaves in vain goes on answering', async () => {
    await node.join()
    const broken: TestNode['hub'] = {
      ...node.hub,
      moves: { ...node.hub.moves, importRecords: () => Promise.reject(new Error('the line broke')) },
    }
    await expect(node.leave(broken)).rejects.toThrow('the line broke')
    expect(await nodePlace()).toBe('LEAVING')
    expect(await write('不会写下的话。')).toBe('MOVING')
    await node.giveUpMoves()
    expect(await nodePlace()).toBe('HERE')
    expect(await write('又写下的话。')).toBe('DONE')
    await node.leave()
  }, 60_000)
})

describe("a move to which the community's office", () => {
  const asOffice = async (mutation: string, input: object) =>
    writeAs(hub, await hub.token('community-office', community), mutation, { community, ...input }, 'until')
  const expire = (url: string) =>
    withClient(url, (client) => client.query("update move_consent set until = date '2025-09-14'"))
  const fields = async () => {
    const { data } = await hub.ask<{ community: { accessLog: { nodes: { fields: string[] }[] } } }>(
      `{ community(code: "${community}") { accessLog(first: 500) { nodes { fields } } } }`,
      {},
      await hub.token('community-office', community),
    )
    return data.community.accessLog.nodes.flatMap((entry) => entry.fields)
  }

  beforeAll(async () => {
    node = await openNode(hub, community)
    // Another node of this community has just been closed.
    await hub.gatewayHasRead()
  })
  afterAll(async () => {
    await node.close()
    await rehost()
  })

  test('has not consented, or no longer, or for another node, is refused by the server that has the records', async () => {
    const consents = async () => (await fields()).filter((field) => field === 'Mutation.consentToMove').length
    const before = await consents()
    const invitation = await invite(hub, community)
    const because = async (move: Promise<number>, reason: string) =>
      expect(move).rejects.toEqual(
        expect.objectContaining({ code: 'CONSENT_REQUIRED', message: expect.stringContaining(reason) }),
      )
    await because(node.joinUnasked(invitation), 'it has given no consent')
    const other = (await createSigningKey()).kid
    await asOffice('consentToMove', { direction: 'TO_OWN_NODE', until: '2025-09-20', key: other })
    await because(node.joinUnasked(invitation), `for a node with the key ${other}`)
    await node.consent('TO_OWN_NODE')
    await expire(hub.databases.community.ownerUrl)
    await because(node.joinUnasked(invitation), 'ended on 2025-09-14')
    await node.consent('TO_OWN_NODE')
    await asOffice('withdrawMoveConsent', { direction: 'TO_OWN_NODE' })
    await because(node.joinUnasked(invitation), 'withdrawn')
    await node.consent('TO_HOSTED')
    await because(node.joinUnasked(invitation), 'withdrawn')
    expect(await hostedPlace()).toMatchObject({ state: 'HERE' })
    expect(await nodePlace()).toBe('AWAY')

    await node.consent('TO_OWN_NODE')
    expect(await node.joinUnasked(invitation)).toBeGreaterThan(10)
    await because(node.leaveUnasked(), 'it has given no consent')
    await node.consent('TO_HOSTED')
    await expire(node.database.ownerUrl)
    await because(node.leaveUnasked(), 'ended on 2025-09-14')
    expect(await standing()).toMatchObject({ status: 'ACTIVE' })
    expect(await nodePlace()).toBe('HERE')
    await node.consent('TO_HOSTED')
    expect(await node.leaveUnasked()).toBeGreaterThan(10)
    // A consent is for one move; what was consented to stays in the log.
    await because(node.joinUnasked(), 'it has given no consent')
    expect((await consents()) - before).toBe(7)
    expect(await fields()).toContain('Mutation.withdrawMoveConsent')
  }, 60_000)

  test.each([
    [{ direction: 'TO_OWN_NODE', until: '2025-09-20' }, 'key'],
    [{ direction: 'TO_OWN_NODE', until: '2025-09-20', key: 'a key' }, 'key'],
    [{ direction: 'TO_HOSTED', until: '2025-09-20', key: 'x'.repeat(43) }, 'key'],
    [{ direction: 'TO_HOSTED', until: '2025-09-14' }, 'until'],
    [{ direction: 'TO_HOSTED', until: '2025-10-17' }, 'the last day of a consent'],
  ])('would consent by %j is told what is wrong with it', async (input, argument) => {
    const { errors } = await hub.ask(
      'mutation ($input: ConsentToMoveInput!) { consentToMove(input: $input) { until } }',
      { input: { community, ...input } },
      await hub.token('community-office', community),
    )
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(argument) },
    ])
  })
})

describe('the hosted server', () => {
  beforeAll(async () => {
    node = await openNode(hub, community)
  })
  afterAll(async () => {
    await hub.giveUpMoves()
    await node.close()
  })

  test('gives records to the node of their community alone, when it signed a moment ago', async () => {
    const epoch = await beginJoin()
    const request = { action: 'exportRecords', epoch, owned: 0, to: await node.open.keys.receivingKey() } as const
    const sign = (code: string, key = node.hub.key, now = hub.now(), signer = code) =>
      signMoveRequest(nodeSender(signer, key), code, request, now)
    const later = new Date(hub.now().getTime() - 400_000)
    const [header = '', , signature = ''] = (await sign(community)).split('.')
    const claims = Buffer.from(JSON.stringify({ iss: `node:${community}`, aud: 'community', ...request, community }))
    const messages: readonly string[] = [
      await sign(community, await createSigningKey()),
      await sign(neighbour),
      await sign(neighbour, node.hub.key, hub.now(), community),
      await sign(community, node.hub.key, later),
      [header, claims.toString('base64url'), signature].join('.'),
      await signMessage(
        'node',
        node.hub.sender,
        'borough',
        `"community":"${community}","action":"exportRecords","epoch":${epoch},"owned":0,"to":${JSON.stringify(request.to)}`,
        hub.now(),
      ),
    ]
    for (const message of messages) {
      await expect(node.hub.moves.exportRecords(message)).rejects.toEqual(refused('UNAUTHENTICATED'))
    }
    await expect(node.hub.moves.exportRecords('a.b.c')).rejects.toEqual(refused('UNAUTHENTICATED'))
    const settling = await node.hub.sign({ action: 'settlePlace', epoch })
    await expect(node.hub.moves.exportRecords(settling)).rejects.toEqual(refused('BAD_USER_INPUT'))
    const another = await node.hub.sign({ ...request, epoch: epoch + 1 })
    await expect(node.hub.moves.exportRecords(another)).rejects.toEqual(refused('CONFLICT'))
    const importing = await node.hub.sign({ action: 'importRecords', epoch })
    await expect(node.hub.moves.importRecords(importing, each([]))).rejects.toEqual(refused('CONFLICT'))
    expect(await hostedPlace()).toEqual(expect.objectContaining({ state: 'HERE' }))
  })

  test('moves every table that names communities, also one that is added later, and knows no other', async () => {
    const tables = () =>
      withClient(hub.databases.community.ownerUrl, async (client) => {
        const found = await movedTables(
          async <Row>(text: string, ...values: unknown[]) => (await client.query(text, values)).rows as Row[],
        )
        return found.map(({ name }) => name)
      })
    const before = await tables()
    expect(before).toEqual(expect.arrayContaining(['programme', 'enrolment', 'access_log', 'measure_return', 'cell']))
    expect(before).not.toContain('community_place')
    expect(before.indexOf('programme')).toBeLessThan(before.indexOf('session'))
    await withClient(hub.databases.community.ownerUrl, (client) =>
      client.query('create table album (community_code text, id int, primary key (community_code, id))'),
    )
    expect(await tables()).toContain('album')
    await withClient(hub.databases.community.ownerUrl, (client) =>
      client.query('create table loose (id int primary key)'),
    )
    await expect(tables()).rejects.toThrow('loose does not')
  })
})
