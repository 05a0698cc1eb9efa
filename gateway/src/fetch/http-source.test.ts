import { afterEach, describe, expect, test } from 'vitest'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { verifyViewer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { type Behave, type TierServer, answering, sendJson, startTierServer } from '../testing/tier-server.js'
import { type HttpTier, httpSource } from './http-source.js'
import { createViewerSigner } from './sign-viewer.js'
import type { TierRequest, TierSource } from './tier-source.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(
  behave: Behave,
  tier: Partial<HttpTier> = {},
): Promise<{ server: TierServer; source: TierSource }> {
  const server = await startTierServer(behave)
  const source = httpSource({
    name: 'community',
    url: server.url,
    timeout: 2_000,
    responseLimit: 1_000_000,
    signViewer: undefined,
    sharedReads: undefined,
    readiness: 'endpoint',
    log: createLog('test', 'silent'),
    ...tier,
  })
  closing.push(
    () => source.close(),
    () => server.close(),
  )
  return { server, source }
}

const query: TierRequest = { query: '{ tonight again: tonight }', variables: {}, viewer: anonymous }
const mutation: TierRequest = { query: 'mutation { whoWrites }', variables: {}, viewer: anonymous }
const entities: TierRequest = {
  query:
    'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { motto } } }',
  variables: {},
  representations: ['1', '2'].map((code) => ({ __typename: 'Community', code })),
  viewer: anonymous,
}

const drop: Behave = (response) => void response.destroy()
const unavailable = { code: 'TIER_UNAVAILABLE', tier: 'community' }

describe('a tier that answers', () => {
  test('is asked once, over a connection that is kept', async () => {
    const { server, source } = await serve(answering('community'))
    expect(await source.ask(query)).toEqual({ data: { tonight: ['calligraphy'], again: ['calligraphy'] } })
    expect(await source.ask(entities)).toEqual({
      data: { _entities: [{ motto: 'Motto of 1' }, { motto: 'Motto of 2' }] },
    })
    expect(server.received.map(({ method, headers }) => [method, headers.connection])).toEqual([
      ['POST', 'keep-alive'],
      ['POST', 'keep-alive'],
    ])
  })

  test('learns who asks from a token signed for it alone, and the same viewer is signed once', async () => {
    const key = await createSigningKey()
    const { server, source } = await serve(answering('community'), { signViewer: createViewerSigner(key) })
    const viewer: Viewer = {
      subject: 'office',
      role: 'community-office',
      division: '310101002001',
      organisation: null,
      scopes: ['write'],
    }
    await source.ask({ ...query, viewer })
    await source.ask({ ...query, viewer })
    const [first, second] = server.received.map(({ headers }) => String(headers['viewer']))
    expect(second).toBe(first)
    const keys = { keys: [key.publicJwk] }
    expect(await verifyViewer(first ?? '', keys, 'community')).toEqual(viewer)
    await expect(verifyViewer(first ?? '', keys, 'borough')).rejects.toThrow('issued for another audience')
  })
})

describe('a tier that fails costs what it was asked for, and nothing more', () => {
  const cases: readonly (readonly [string, Behave])[] = [
    ['drops the connection', drop],
    [
      'sends JSON cut short',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"da'),
    ],
    [
      'sends a page',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>10.0.0.1</h1>'),
    ],
    ['sends JSON that is no GraphQL', (response) => sendJson(response, 200, ['nonsense'])],
    ['sends neither data nor errors', (response) => sendJson(response, 200, {})],
    ['sends entities of another number', (response) => sendJson(response, 200, { data: { _entities: [null] } })],
    ['sends a huge answer', (response) => sendJson(response, 200, { data: { tonight: ['x'.repeat(1_100_000)] } })],
    [
      'is being restarted',
      (response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end('restarting'),
    ],
    [
      "does not take the gateway's token",
      (response) => sendJson(response, 401, { errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }] }),
    ],
    [
      'breaks off in the middle',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
        response.write('{"data":{"tonight":', () => response.destroy())
      },
    ],
  ]

  test.each(cases)('one that %s', async (_, behave) => {
    const { source } = await serve(behave)
    const answer = await source.ask(entities)
    expect(answer.data).toEqual({ _entities: [null, null] })
    expect(answer.errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      { path: ['_entities', 0, 'motto'], extensions: unavailable },
      { path: ['_entities', 1, 'motto'], extensions: unavailable },
    ])
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|10\.0\.0\.1|ECONN|restarting/)
  })

  test('names each root field that was asked for', async () => {
    const { source } = await serve(drop)
    const { data, errors } = await source.ask(query)
    expect(data).toBeNull()
    expect(errors?.map(({ path }) => path)).toEqual([['tonight'], ['again']])
  })

  test('one that hangs is left at the deadline', async () => {
    const { server, source } = await serve(() => undefined, { timeout: 200 })
    const started = Date.now()
    const { errors } = await source.ask(query)
    expect(errors?.[0]?.extensions).toEqual({ code: 'TIER_TIMEOUT', tier: 'community' })
    expect(Date.now() - started).toBeLessThan(1_500)
    expect(server.received).toHaveLength(1)
  })

  test('one that is not there', async () => {
    const { server, source } = await serve(drop)
    await server.close()
    closing.pop()
    expect((await source.ask(query)).errors?.[0]?.extensions).toEqual(unavailable)
  })

  test('is left when the client has gone', async () => {
    const { source } = await serve(() => undefined)
    const controller = new AbortController()
    const answer = source.ask({ ...query, signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(answer).rejects.toThrow('The client has gone.')
  })

  test('is not asked at all when the client has gone before', async () => {
    const { server, source } = await serve(answering('community'))
    await expect(source.ask({ ...query, signal: AbortSignal.abort() })).rejects.toThrow('The client has gone.')
    expect(server.received).toHaveLength(0)
  })
})

describe('a tier learns how long the gateway waits', () => {
  const timeLeft = ({ received }: TierServer) => Number(received[0]?.headers['time-left'])

  test('for what it reads', async () => {
    const { server, source } = await serve(answering('community'))
    await source.ask(query)
    expect(timeLeft(server)).toBeGreaterThan(1_500)
    expect(timeLeft(server)).toBeLessThanOrEqual(2_000)
  })

  test('and for a write a little less, so that it can still say that it gave it up', async () => {
    const { server, source } = await serve(answering('city'), { name: 'city' })
    expect((await source.ask(mutation)).errors).toBeUndefined()
    expect(timeLeft(server)).toBeGreaterThan(1_300)
    expect(timeLeft(server)).toBeLessThanOrEqual(1_800)
  })
})

describe('retries', () => {
  const failOnce =
    (fail: Behave): Behave =>
    (response, received, count) =>
      count === 1 ? fail(response, received, count) : answering('community')(response, received, count)
  const status =
    (code: number): Behave =>
    (response) =>
      void response.writeHead(code).end()

  test.each([
    ['a dropped connection', drop],
    ['a 502', status(502)],
    ['a 503', status(503)],
    ['a 504', status(504)],
  ])('asks a query once more after %s', async (_, fail) => {
    const { server, source } = await serve(failOnce(fail))
    expect((await source.ask(query)).data).toEqual({ tonight: ['calligraphy'], again: ['calligraphy'] })
    expect(server.received).toHaveLength(2)
  })

  test('asks a query no third time', async () => {
    const { server, source } = await serve(drop)
    await source.ask(query)
    expect(server.received).toHaveLength(2)
  })

  test.each([
    ['a dropped connection', drop],
    ['a 503', status(503)],
  ])('never asks a mutation again after %s', async (_, fail) => {
    const { server, source } = await serve(fail)
    const { errors } = await source.ask(mutation)
    expect(errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      { path: ['whoWrites'], extensions: { code: 'OUTCOME_UNKNOWN', tier: 'community' } },
    ])
    expect(errors?.[0]?.message).toContain('the same `idempotencyKey`')
    expect(server.received).toHaveLength(1)
  })

  test('knows that a mutation was not made that never went out', async () => {
    const { server, source } = await serve(drop)
    await server.close()
    closing.pop()
    expect((await source.ask(mutation)).errors?.[0]?.extensions).toEqual(unavailable)
  })

  test('can not tell what became of a mutation whose time was over', async () => {
    const { source } = await serve(() => undefined, { timeout: 150 })
    expect((await source.ask(mutation)).errors?.[0]?.extensions).toEqual({ code: 'OUTCOME_UNKNOWN', tier: 'community' })
  })

  test('keeps retries within the deadline', async () => {
    const { source } = await serve(failOnce(drop), { timeout: 300 })
    const hanging = await serve(
      (response, received, count) => (count === 1 ? drop(response, received, count) : undefined),
      {
        timeout: 300,
      },
    )
    const started = Date.now()
    expect((await source.ask(query)).errors).toBeUndefined()
    expect((await hanging.source.ask(query)).errors?.[0]?.extensions?.['code']).toBe('TIER_TIMEOUT')
    expect(Date.now() - started).toBeLessThan(1_500)
  })

  test('does not ask again when the answer is wrong rather than missing', async () => {
    const { server, source } = await serve((response) => sendJson(response, 500, ['nonsense']))
    await source.ask(query)
    expect(server.received).toHaveLength(1)
  })
})

describe('readiness', () => {
  test('is what the tier says of itself', async () => {
    const ready = await serve(answering('community'))
    expect(await ready.source.ready()).toEqual({ ready: true })
    const without = await serve((response) => sendJson(response, 503, { ready: false, detail: 'DATABASE_UNAVAILABLE' }))
    expect(await without.source.ready()).toEqual({ ready: false, detail: 'DATABASE_UNAVAILABLE' })
  })

  test('asks the graph of a subgraph that has no health endpoint', async () => {
    const { server, source } = await serve(answering('community'), { readiness: 'typename' })
    expect(await source.ready()).toEqual({ ready: true })
    expect(server.received[0]?.body).toContain('__typename')
  })

  test('is false, and no more is told, for a tier that is gone or hangs', async () => {
    const gone = await serve(drop)
    expect(await gone.source.ready()).toEqual({ ready: false, detail: 'TIER_UNAVAILABLE' })
    const hanging = await serve(() => undefined, { timeout: 150 })
    expect(await hanging.source.ready()).toEqual({ ready: false, detail: 'TIER_TIMEOUT' })
  })
})
