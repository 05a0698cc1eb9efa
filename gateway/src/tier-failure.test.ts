import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { inProcessSource } from './fetch/in-process-source.js'
import { readEnvironment } from '@shequ/process/read-environment'
import { gatewayEnvironment } from './config.js'
import { hubSources } from './service-sources.js'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { smallSupergraph, smallTierCall, threeHopQuery } from './testing/small-tiers.js'
import { type TestGateway, startGateway } from './testing/start-gateway.js'
import { type Behave, type TierServer, answering, sendJson, startTierServer } from './testing/tier-server.js'

const log = createLog('test', 'silent')
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A gateway over three tiers as services, of which some behave as told. */
async function overHttp(behave: Partial<Record<Tier, Behave>>) {
  const servers = Object.fromEntries(
    await Promise.all(
      tiers.map(async (tier) => [tier, await startTierServer(behave[tier] ?? answering(tier))] as const),
    ),
  ) as Record<Tier, TierServer>
  const environment = {
    TIER_TIMEOUT_MS: '400',
    CITY_URL: servers.city.url,
    BOROUGH_URL: servers.borough.url,
    COMMUNITY_URL: servers.community.url,
  }
  const config = readEnvironment(gatewayEnvironment, environment)
  const gateway = await startGateway({ environment, sources: hubSources(config, await createSigningKey(), log) })
  closing.push(() => gateway.app.close(), ...tiers.map((tier) => () => servers[tier].close()))
  return { gateway, servers }
}

const communities = (answer: unknown) => {
  const { city } = answer as { city: { boroughs: { name: string; communities: ({ motto: string } | null)[] }[] } }
  return city.boroughs
}

test('the gateway asks each tier once, whatever the width', async () => {
  const { gateway, servers } = await overHttp({})
  const { body } = await gateway.ask(threeHopQuery)
  expect(body.errors).toBeUndefined()
  expect(tiers.map((tier) => servers[tier].received.length)).toEqual([1, 1, 1])
})

describe('a community tier that', () => {
  const cases: readonly (readonly [string, Behave, string])[] = [
    ['drops the connection', (response) => void response.destroy(), 'TIER_UNAVAILABLE'],
    ['hangs', () => undefined, 'TIER_TIMEOUT'],
    ['sends a corrupt answer', (response) => sendJson(response, 200, 'x'), 'TIER_UNAVAILABLE'],
    [
      'shows its insides',
      (response) =>
        sendJson(response, 200, {
          data: null,
          errors: [
            {
              message: 'duplicate key in "resident" at 10.0.0.9',
              extensions: {
                code: 'INTERNAL_SERVER_ERROR',
                stacktrace: ['Error: at /srv/app.ts'],
                exception: { sql: 'select' },
              },
            },
          ],
        }),
      'INTERNAL',
    ],
    [
      'has no database',
      (response) =>
        sendJson(response, 503, {
          errors: [
            {
              message: "The community tier's database can't be reached. Ask again later.",
              extensions: { code: 'DATABASE_UNAVAILABLE', url: 'postgres://u:p@10.0.0.9' },
            },
          ],
        }),
      'DATABASE_UNAVAILABLE',
    ],
    [
      'refuses what the gateway wrote',
      (response) =>
        sendJson(response, 400, {
          errors: [{ message: 'Cannot query field "motto"', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
        }),
      'INTERNAL',
    ],
  ]

  // The first request of an operation plans and compiles it, the next one runs what was compiled.
  const ways = cases.flatMap(([fault, behave, code]) =>
    [0, 1].map((before) => [fault, before === 0 ? 'first' : 'next', before, behave, code] as const),
  )

  test.each(ways)('%s costs its own fields only, the %s time', async (_, __, before, behave, code) => {
    const { gateway } = await overHttp({ community: behave })
    for (let count = 0; count < before; count++) await gateway.ask(threeHopQuery)
    const { status, body, text } = await gateway.ask(threeHopQuery)
    expect(status).toBe(200)
    const boroughs = communities(body.data)
    expect(boroughs.map(({ name }) => name)).toEqual(['Borough 1.1', 'Borough 1.2'])
    expect(boroughs.flatMap((borough) => borough.communities.map((community) => community?.motto))).toEqual(
      Array.from({ length: 6 }, () => null),
    )
    expect(body.errors?.map(({ path, extensions }) => [path?.slice(0, 5).join('.'), extensions.code])).toEqual(
      [0, 1].flatMap((borough) =>
        [0, 1, 2].map((community) => [`city.boroughs.${borough}.communities.${community}`, code]),
      ),
    )
    expect(text).not.toMatch(/127\.0\.0\.1|10\.0\.0\.9|resident|select|stack|srv|postgres:|serviceName|response"/)
  })
})

test('one entity that fails leaves its neighbours', async () => {
  const { gateway } = await overHttp({
    community: (response, { body }) => {
      const { variables } = JSON.parse(body) as { variables: { representations: { code: string }[] } }
      const representations = variables.representations
      sendJson(response, 200, {
        data: { _entities: representations.map(({ code }, index) => (index === 1 ? null : { motto: code })) },
        errors: [{ message: 'Gone.', path: ['_entities', 1], extensions: { code: 'NOT_FOUND' } }],
      })
    },
  })
  const { body } = await gateway.ask(threeHopQuery)
  expect(communities(body.data)[0]?.communities.map((community) => community?.motto)).toEqual(['1.1.1', null, '1.1.3'])
  expect(body.errors).toEqual([
    { message: 'Gone.', path: ['city', 'boroughs', 0, 'communities', 1], extensions: { code: 'NOT_FOUND' } },
  ])
})

test('a tier that breaks its own schema gives an error, not only a null', async () => {
  const { gateway } = await overHttp({
    community: (response, { body }) => {
      const { variables } = JSON.parse(body) as { variables: { representations: unknown[] } }
      sendJson(response, 200, { data: { _entities: variables.representations.map(() => ({ seats: null })) } })
    },
  })
  const { body } = await gateway.ask('{ city(code: "1") { boroughs { communities { seats } } } }')
  expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['INTERNAL']))
  expect(body.extensions).toBeUndefined()
})

test('an answer without any data has the status of its error', async () => {
  const { gateway } = await overHttp({ city: (response) => void response.destroy() })
  const { status, body } = await gateway.ask('{ cities { name } }')
  expect({ status, data: body.data, code: body.errors?.[0]?.extensions.code, path: body.errors?.[0]?.path }).toEqual({
    status: 503,
    data: null,
    code: 'TIER_UNAVAILABLE',
    path: ['cities'],
  })
})

test('a client that leaves ends the work of the tiers', async () => {
  let asked: () => void = () => undefined
  let left: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const isLeft = new Promise<void>((resolve) => (left = resolve))
  const { gateway, servers } = await overHttp({
    city: (response) => {
      response.on('close', () => left())
      asked()
    },
  })
  const client = request(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  client.on('error', () => undefined)
  client.end(JSON.stringify({ query: threeHopQuery }))
  await isAsked
  client.destroy()
  await isLeft
  expect(servers.borough.received).toHaveLength(0)
})

describe('a tier in process that', () => {
  const inProcess = async (call: ReturnType<typeof smallTierCall>): Promise<TestGateway> => {
    const source = inProcessSource({
      name: 'community',
      call,
      health: async () => ({ ready: false }),
      timeout: 200,
      responseLimit: 1_000_000,
      log,
    })
    const gateway = await startGateway({ supergraphSdl: smallSupergraph(), replace: { community: source } })
    closing.push(() => gateway.app.close())
    return gateway
  }

  test('hangs is left at the deadline', async () => {
    const gateway = await inProcess(() => new Promise(() => undefined))
    const { body } = await gateway.ask(threeHopQuery)
    expect(body.errors).toHaveLength(6)
    expect(body.errors?.[0]?.extensions.code).toBe('TIER_TIMEOUT')
  })

  test('answers with more than a tier over HTTP may is answered for as that is', async () => {
    const gateway = await inProcess(async () => ({ data: { _entities: [{ motto: 'x'.repeat(1_000_000) }] } }))
    const { body, text } = await gateway.ask(threeHopQuery)
    expect(body.errors?.[0]?.extensions.code).toBe('TIER_UNAVAILABLE')
    expect(text.length).toBeLessThan(10_000)
  })

  test('hangs in a write leaves its outcome unknown, and says how to ask again', async () => {
    const source = inProcessSource({
      name: 'city',
      call: () => new Promise(() => undefined),
      health: async () => ({ ready: true }),
      timeout: 100,
      responseLimit: 1_000_000,
      log,
    })
    const gateway = await startGateway({ supergraphSdl: smallSupergraph(), replace: { city: source } })
    closing.push(() => gateway.app.close())
    const { body } = await gateway.ask('mutation { whoWrites }')
    expect(body.errors?.[0]).toMatchObject({ path: ['whoWrites'], extensions: { code: 'OUTCOME_UNKNOWN' } })
    expect(body.errors?.[0]?.message).toContain('the same `idempotencyKey`')
  })

  test('throws in spite of its contract is masked', async () => {
    const gateway = await inProcess(async () => {
      throw new Error('select * from resident')
    })
    const { body, text } = await gateway.ask(threeHopQuery)
    expect(body.errors?.[0]?.extensions.code).toBe('TIER_UNAVAILABLE')
    expect(text).not.toContain('resident')
  })

  test('is not ready makes the hub not ready', async () => {
    const gateway = await inProcess(smallTierCall('community'))
    const response = await fetch(`${gateway.url}/health/ready`)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      ready: false,
      tiers: { city: { ready: true }, borough: { ready: true }, community: { ready: false } },
    })
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200)
  })
})
