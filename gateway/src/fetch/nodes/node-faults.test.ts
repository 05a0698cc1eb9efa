import { afterEach, describe, expect, test } from 'vitest'
import { type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { nonceHeader, signAnswer } from '@shequ/process/keys/answer-signature'
import { nodeKeyOf } from '@shequ/process/keys/node-keys'
import { entityQuery } from '../../testing/community-tier.js'
import type { Misbehaviour } from '../../testing/node-server.js'
import { type RoutedTier, openRoutedTier } from '../../testing/routed-tier.js'
import type { NodeLimits } from './node-limits.js'

const own = '310101001001'
const other = '310101001002'
const query =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { code motto } } }'
const both = { query, representations: [own, other].map((code) => ({ __typename: 'Community', code })) }
const neighbour = { code: other, motto: `Motto of ${other}` }
const write = { query: `mutation { publish(input: { community: "${own}", title: "t" }) { title } }` }

const open: RoutedTier[] = []
afterEach(async () => {
  for (const tier of open.splice(0)) await tier.close()
})
async function serve(how: Misbehaviour, limits: Partial<NodeLimits> = {}) {
  const tier = await openRoutedTier(limits)
  open.push(tier)
  const node = await tier.addNode(own)
  node.misbehave(how)
  return { tier, node }
}

const missing = (code: string) => ({
  data: { _entities: [null, neighbour] },
  errors: [{ message: expect.any(String), path: ['_entities', 0], extensions: { code, community: own } }],
})
const entitiesOf = (entities: readonly unknown[]) => ({ data: { _entities: entities } })
const right = { code: own, motto: 'm' }

describe('a node that is out of reach costs its own fields', () => {
  test.each<[string, Misbehaviour, number]>([
    ['drops the connection', { reply: (response) => void response.destroy() }, 2],
    ['is being restarted', { reply: (response) => void response.writeHead(503).end() }, 2],
    [
      'breaks off in the middle',
      {
        reply: (response) =>
          void response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
      },
      2,
    ],
  ])('one that %s', async (_what, how, asked) => {
    const { tier, node } = await serve(how, { timeout: 10_000 })
    expect(await tier.ask(both)).toEqual(missing('NODE_UNAVAILABLE'))
    expect(node.received).toHaveLength(asked)
    expect(tier.counts.take(10)).toMatchObject([
      { community: own, requests: 1, failures: 1, rejections: 0, lastSeen: null },
    ])
  })

  test('one that hangs, at the deadline and without a second question', async () => {
    const { tier, node } = await serve({ reply: () => undefined }, { timeout: 300 })
    expect(await tier.ask(both)).toEqual(missing('NODE_UNAVAILABLE'))
    expect(node.received.length).toBeLessThanOrEqual(1)
  })

  test('one that is not there', async () => {
    const { tier, node } = await serve({})
    await node.close()
    expect(await tier.ask(both)).toEqual(missing('NODE_UNAVAILABLE'))
  })

  test('a query is asked once more when the connection broke, a write never', async () => {
    const dropOnce: Misbehaviour = {
      reply: (response, _question, count) => (count === 1 ? void response.destroy() : 'answer'),
    }
    const { tier, node } = await serve(dropOnce)
    expect((await tier.ask(both)).errors).toBeUndefined()
    expect(node.received).toHaveLength(2)
    const writing = await serve(dropOnce)
    expect((await writing.tier.ask(write)).errors).toMatchObject([
      { path: ['publish'], extensions: { code: 'OUTCOME_UNKNOWN' } },
    ])
    expect(writing.node.received).toHaveLength(1)
  })

  test('one that the borough revoked is not asked at all', async () => {
    const { tier, node } = await serve({})
    tier.directory.apply([{ ...node.entry, status: 'REVOKED', keys: [] }])
    expect(await tier.ask(both)).toEqual(missing('NODE_UNAVAILABLE'))
    expect(node.received).toHaveLength(0)
  })

  test('one that is revoked while it answers is not believed', async () => {
    const { tier, node } = await serve({})
    node.misbehave({
      answer: (answer) => {
        tier.directory.apply([{ ...node.entry, status: 'REVOKED', keys: [] }])
        return answer
      },
    })
    expect(await tier.ask(both)).toEqual(missing('NODE_UNAVAILABLE'))
  })

  test('more requests than it may have are answered at once, and those that wait one after the other', async () => {
    const held: (() => void)[] = []
    const { tier, node } = await serve({}, { connections: 2, queue: 3 })
    node.misbehave({ answer: (answer) => new Promise((resolve) => held.push(() => resolve(answer))) })
    const all = Array.from({ length: 9 }, () => tier.ask(both))
    for (const answer of await Promise.all(all.slice(5))) expect(answer).toEqual(missing('NODE_UNAVAILABLE'))
    for (let answered = 0; answered < 5; answered++) {
      while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      expect(node.received.length - answered).toBeLessThanOrEqual(2)
      held.shift()?.()
    }
    for (const answer of await Promise.all(all.slice(0, 5))) expect(answer.errors).toBeUndefined()
    expect(tier.counts.take(1)).toMatchObject([{ requests: 5, failures: 0 }])
  })

  test('a client that goes counts against nobody', async () => {
    const { tier } = await serve({ reply: () => undefined })
    const client = new AbortController()
    const answer = tier.ask({ ...both, signal: client.signal })
    setTimeout(() => client.abort(), 50)
    await expect(answer).rejects.toThrow('The client has gone.')
    expect(tier.counts.take(1)).toEqual([])
  })
})

describe('a node that lies is not believed, and its neighbour is', () => {
  const lies: readonly (readonly [string, Misbehaviour])[] = [
    ['sends no JSON', { sent: () => '<html>', sign: async (right_) => right_ }],
    ['sends JSON that is no answer', { answer: () => ['nonsense'] }],
    ['sends more entities than were asked for', { answer: () => entitiesOf([right, right]) }],
    ['sends an entity that is none', { answer: () => entitiesOf(['x']) }],
    ["sends another community's entity", { answer: () => entitiesOf([{ ...right, code: other }]) }],
    ['sends a field of another type', { answer: () => entitiesOf([{ ...right, motto: 7 }]) }],
    ['leaves out what must be there', { answer: () => entitiesOf([{ motto: 'm' }]) }],
    ['sends null for what must be there', { answer: () => entitiesOf([{ ...right, code: null }]) }],
    ['sends what nobody asked for', { answer: () => entitiesOf([{ ...right, name: 'Not its to give' }]) }],
    [
      'sends a thousand errors and one',
      { answer: () => ({ ...entitiesOf([right]), errors: Array.from({ length: 1_001 }, () => ({ message: 'x' })) }) },
    ],
    ...[
      ['_entities', 99, 'motto'],
      ['_entities', 1],
      ['_entities', -1, 'motto'],
      ['_entities', 0.5],
      ['_entities', 0, 'name'],
      ['_entities', 0, 'motto', 'x'],
      ['communities', 0],
      ['_entities', '0'],
      ['_entities', null],
    ].map((path): [string, Misbehaviour] => [
      `lays an error at ${JSON.stringify(path)}`,
      {
        answer: () => ({
          ...entitiesOf([right]),
          errors: [{ message: 'x', path, extensions: { code: 'NOT_FOUND' } }],
        }),
      },
    ]),
    ['answers with another status', { status: 500 }],
    ['sends more than is read', { answer: () => entitiesOf([{ ...right, motto: 'x'.repeat(110_000) }]) }],
    [
      'does not sign',
      {
        reply: (response) =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(entitiesOf([right]))),
      },
    ],
    ['alters what it signed', { sent: (body) => body.replace('Motto', 'Lotto') }],
  ]

  test.each(lies)('one that %s', async (_what, how) => {
    const { tier } = await serve(how, { timeout: 10_000 })
    expect(await tier.ask(both)).toEqual(missing('NODE_REJECTED'))
    expect(tier.counts.take(1)).toMatchObject([{ requests: 1, failures: 0, rejections: 1, lastSeen: null }])
  })

  test('one that drips, when its time is over', async () => {
    const drip: Misbehaviour['reply'] = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    }
    const { tier } = await serve({ reply: drip }, { timeout: 1_000 })
    expect(await tier.ask(both)).toEqual(missing('NODE_REJECTED'))
  })

  test("one whose records hold another community's", async () => {
    const { tier, node } = await serve({})
    const representations = [{ __typename: 'Community', code: own }]
    expect((await tier.ask({ query: entityQuery, representations })).errors).toBeUndefined()
    node.misbehave({
      answer: (answer) => JSON.parse(JSON.stringify(answer).replace(`${own}:b`, `${other}:b`)) as unknown,
    })
    const { data, errors } = await tier.ask({ query: entityQuery, representations })
    expect(data).toEqual({ _entities: [null] })
    expect(errors?.every(({ extensions }) => extensions?.['code'] === 'NODE_REJECTED')).toBe(true)
  })

  test('one that answers a write with what is not its own', async () => {
    const { tier } = await serve({ answer: () => ({ data: { publish: { title: 't', id: 'x' } } }) })
    expect(await tier.ask(write)).toMatchObject({
      data: null,
      errors: [
        {
          path: ['publish'],
          extensions: { code: 'NODE_REJECTED' },
          message: expect.stringContaining('may have been made all the same'),
        },
      ],
    })
  })

  test('one whose errors hold what is not for clients', async () => {
    const { tier } = await serve({
      answer: () => ({
        data: { _entities: [null] },
        errors: [
          {
            message: `\u001b[2J\ud800${'x'.repeat(50_000)}`,
            path: ['_entities', 0],
            extensions: {
              code: 'NOT_FOUND',
              stacktrace: ['secret'],
              note: 'n',
              ...Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`more${at}`, at])),
            },
          },
          { message: 'select * from secrets', path: ['_entities', 0], extensions: { code: 'STALE' } },
        ],
      }),
    })
    const { errors } = await tier.ask(both)
    expect(errors).toEqual([
      {
        message: ` [2J\ufffd${'x'.repeat(495)}`,
        path: ['_entities', 0],
        extensions: {
          code: 'NOT_FOUND',
          note: 'n',
          ...Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`more${at}`, at])),
          community: own,
        },
      },
      {
        message: expect.not.stringContaining('secret'),
        path: ['_entities', 0],
        extensions: { code: 'NODE_UNAVAILABLE', community: own },
      },
    ])
  })
})

describe('a signature is not taken', () => {
  const resign =
    (
      change: Partial<Parameters<typeof signAnswer>[1]>,
      key: (right: SigningKey) => SigningKey | Promise<SigningKey>,
      moment = 0,
    ) =>
    (right_: SigningKey): Misbehaviour => ({
      sign: async (_signature, signed) =>
        signAnswer(await key(right_), { community: own, ...signed, ...change }, new Date(Date.now() + moment)),
    })
  const same = (key: SigningKey) => key
  test.each<[string, (right: SigningKey) => Misbehaviour]>([
    ['from a key that the register does not hold', resign({}, createSigningKey)],
    ["under another node's name", resign({ community: other }, same)],
    ['of an hour ago', resign({}, same, -3_600_000)],
    ['of the future', resign({}, same, 3_600_000)],
    ['for another question', resign({ request: '{}' }, same)],
    ['for another answer', resign({ response: '{}' }, same)],
    ['with another nonce', resign({ nonce: 'n' }, same)],
    ['that is none', () => ({ sign: () => 'nonsense' })],
    ['whose bytes were changed', () => ({ sign: (right_) => `${right_.slice(0, -4)}AAAA` })],
  ])('%s', async (_what, how) => {
    const { tier, node } = await serve({})
    node.misbehave(how(node.key))
    expect(await tier.ask(both)).toEqual(missing('NODE_REJECTED'))
  })

  test('of an answer that was given before, to the very same question', async () => {
    const { tier, node } = await serve({})
    let kept: { signature: string; body: string } | undefined
    node.misbehave({
      sign: (right_, { response }) => {
        kept ??= { signature: right_, body: response }
        return kept.signature
      },
      sent: (body) => kept?.body ?? body,
    })
    expect((await tier.ask(both)).errors).toBeUndefined()
    expect(await tier.ask(both)).toEqual(missing('NODE_REJECTED'))
    const [first, second] = node.received
    expect(second?.body).toBe(first?.body)
    expect(second?.headers[nonceHeader]).not.toBe(first?.headers[nonceHeader])
  })
})

describe('a key that takes another’s place', () => {
  test('is believed as soon as the register has it, without a failed question', async () => {
    const { tier, node } = await serve({})
    const next = await createSigningKey()
    node.misbehave({ sign: (_right, signed) => signAnswer(next, { community: own, ...signed }, new Date()) })
    const keys = [...node.entry.keys, await nodeKeyOf(next.publicJwk.x ?? '')]
    tier.pending.push({ ...node.entry, keys })
    expect((await tier.ask(both)).errors).toBeUndefined()
    expect(tier.refreshes).toBe(1)
    node.misbehave({})
    expect((await tier.ask(both)).errors).toBeUndefined()
    expect(tier.refreshes).toBe(1)
  })
})

describe('a token is not taken by the node', () => {
  test('that is signed for another node, or by another gateway', async () => {
    const { tier, node } = await serve({})
    await tier.ask(both)
    const token = String(node.received[0]?.headers.authorization)
    const second = await tier.addNode(other)
    const post = (url: string, authorization: string) =>
      fetch(url, {
        method: 'POST',
        headers: { authorization, [nonceHeader]: 'n' },
        body: JSON.stringify({ query: '{ __typename }' }),
      })
    expect((await post(second.url, token)).status).toBe(401)
    expect((await post(node.url, token)).status).toBe(200)
    expect((await post(node.url, `${token.slice(0, -6)}AAAAAA`)).status).toBe(401)
  })
})
