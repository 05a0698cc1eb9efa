import { afterEach, describe, expect, test } from 'vitest'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { graphql, parse } from 'graphql'
import type { TierAnswer, TierSource } from './fetch/tier-source.js'
import { communitySdl } from './testing/community-tier.js'
import { type RoutedTier, openRoutedTier } from './testing/routed-tier.js'
import { type TestGateway, startGateway } from './testing/start-gateway.js'

const own = '310101001001'
const other = '310101001002'

const boroughSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { communities: [Community]! }
  type Community @key(fields: "code") { code: String!  name: String! }`
const boroughSchema = buildSubgraphSchema({
  typeDefs: parse(boroughSdl),
  resolvers: { Query: { communities: () => [own, other].map((code) => ({ code, name: `Name of ${code}` })) } },
})
const borough: TierSource = {
  ask: async ({ query }) =>
    JSON.parse(JSON.stringify(await graphql({ schema: boroughSchema, source: query }))) as TierAnswer,
  ready: async () => ({ ready: true }),
  close: async () => undefined,
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(
  staleFor: number,
): Promise<{ gateway: TestGateway; tier: RoutedTier; node: Awaited<ReturnType<RoutedTier['addNode']>> }> {
  const tier = await openRoutedTier({ cooldown: { failures: 1, shortest: 1_000, longest: 1_000 } })
  const gateway = await startGateway({
    supergraphSdl: composeSupergraph([
      { name: 'borough', url: 'http://127.0.0.1:1/borough', sdl: boroughSdl },
      { name: 'community', url: 'http://127.0.0.1:1/community', sdl: communitySdl },
    ]).supergraphSdl,
    sources: ({ name }) => (name === 'borough' ? borough : tier.source),
    name: 'gateway-1',
  })
  closing.push(
    () => gateway.app.close(),
    () => tier.close(),
  )
  const node = await tier.addNode(own)
  tier.directory.apply([{ ...node.entry, staleFor }])
  return { gateway, tier, node }
}

const query = '{ communities { code name motto programmes { title } } }'
const whole = (code: string) => ({
  code,
  name: `Name of ${code}`,
  motto: `Motto of ${code}`,
  programmes: ['a', 'b'].map((id) => ({ title: `Title of ${code}:${id}` })),
})

describe('a node that is out of reach', () => {
  test('costs its own fields alone, each named with code, community and path', async () => {
    const { gateway, node } = await serve(0)
    await node.close()
    for (const text of [query, query]) {
      const { status, body } = await gateway.ask(text)
      expect(status).toBe(200)
      expect(body.data).toEqual({ communities: [null, whole(other)] })
      expect(body.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
        [['communities', 0], { code: 'NODE_UNAVAILABLE', community: own }],
      ])
      expect(body.extensions).toBeUndefined()
    }
    const { body } = await gateway.ask('{ communities { code name motto } }')
    expect(body.data).toEqual({
      communities: [
        { code: own, name: `Name of ${own}`, motto: null },
        { code: other, name: `Name of ${other}`, motto: `Motto of ${other}` },
      ],
    })
  })

  test('is answered for from its last good answer, marked with path, community and age, by either executor', async () => {
    const { gateway, tier, node } = await serve(60)
    await gateway.ask(query)
    await node.close()
    tier.ahead = 30_000
    const renamed = query.replace('{', 'query Again {')
    for (const text of [query, query, renamed]) {
      const { body } = await gateway.ask(text)
      expect(body.errors).toBeUndefined()
      expect(body.data).toEqual({ communities: [whole(own), whole(other)] })
      expect(body.extensions).toEqual({
        stale: [{ path: ['communities', 0], community: own, age: expect.any(Number) }],
      })
    }
    tier.ahead = 61_000
    expect((await gateway.ask(query)).body.errors).toHaveLength(1)
  })

  test('is not answered for where it answers, though a part of it fails', async () => {
    const { gateway, node } = await serve(60)
    await gateway.ask(query)
    node.misbehave({
      answer: (answer) => ({
        ...answer,
        data: { _entities: [{ motto: null, programmes: [] }] },
        errors: [{ message: 'A fault.', path: ['_entities', 0, 'motto'], extensions: { code: 'INTERNAL' } }],
      }),
    })
    const { body } = await gateway.ask(query)
    expect(body.data).toMatchObject({ communities: [{ motto: null, programmes: [] }, whole(other)] })
    expect(body.errors).toMatchObject([
      { path: ['communities', 0, 'motto'], extensions: { code: 'NODE_UNAVAILABLE', community: own } },
    ])
    expect(body.extensions).toBeUndefined()
  })

  test('is answered for with what it refused, refused as before', async () => {
    const { gateway, node } = await serve(60)
    const asked = '{ communities { code motto refused } }'
    const { body: before } = await gateway.ask(asked)
    const paths = [0, 1].map((place) => ['communities', place, 'refused'])
    expect(before.errors).toMatchObject([{ path: paths[0], extensions: { refused: { count: 2, paths } } }])
    await node.close()
    for (const _time of [1, 2]) {
      const { body } = await gateway.ask(asked)
      expect(body.data).toEqual(before.data)
      expect(body.errors).toEqual(before.errors)
      expect(body.extensions).toMatchObject({ stale: [{ path: ['communities', 0], community: own }] })
    }
  })

  test('is not answered for where it answers what is not believed', async () => {
    const { gateway, node } = await serve(60)
    await gateway.ask(query)
    node.misbehave({ status: 500 })
    const { body } = await gateway.ask(query)
    expect(body.data).toEqual({ communities: [null, whole(other)] })
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['communities', 0], 'NODE_REJECTED'],
    ])
    expect(body.extensions).toBeUndefined()
  })

  test('is answered for so to callers without a token only, and from what such a caller was told', async () => {
    const { gateway, node } = await serve(60)
    const token = await gateway.token({ role: 'planner' })
    await gateway.ask(query, { token })
    await node.close()
    expect((await gateway.ask(query)).body.errors).toHaveLength(1)
    expect((await gateway.ask(query, { token })).body.errors).toHaveLength(1)
  })

  test('is asked again after its cooldown, and answers for itself', async () => {
    const { gateway, node } = await serve(0)
    node.misbehave({ reply: (response) => void response.destroy() })
    expect((await gateway.ask(query)).body.errors).toHaveLength(1)
    const asked = node.received.length
    node.misbehave({})
    expect((await gateway.ask(query)).body.errors).toHaveLength(1)
    expect(node.received).toHaveLength(asked)
    let answer = await gateway.ask(query)
    while (answer.body.errors !== undefined) answer = await gateway.ask(query)
    expect(answer.body).toEqual({ data: { communities: [whole(own), whole(other)] } })
    expect(node.received).toHaveLength(asked + 1)
  })
})

test('a node whose address leads back to the hub is no loop', async () => {
  const { gateway, tier, node } = await serve(0)
  tier.directory.apply([{ ...node.entry, address: `${gateway.url}/graphql` }])
  const { body } = await gateway.ask(query)
  expect(body.data).toEqual({ communities: [null, whole(other)] })
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['NODE_REJECTED'])
  const looped = await gateway.ask(query, { headers: { via: '1.0 fred, 1.1 gateway-1 (hub)' } })
  expect(looped).toMatchObject({ status: 508, body: { errors: [{ extensions: { code: 'LOOP_DETECTED' } }] } })
  expect((await gateway.ask(query, { headers: { via: '1.1 gateway-2' } })).status).toBe(200)
})
