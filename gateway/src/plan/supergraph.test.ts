import { afterEach, describe, expect, test } from 'vitest'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import type { TierSource } from '../fetch/tier-source.js'
import { smallSupergraph } from '../testing/small-tiers.js'
import { type TestGateway, startGateway } from '../testing/start-gateway.js'
import { checkSupergraph } from './check-supergraph.js'
import { UnusableSupergraph } from './supergraph-text/unusable-supergraph.js'

const compose = (specs: string, subgraphs: Record<string, string>) =>
  composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://127.0.0.1:1/${name}`,
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${specs}]) ${sdl}`,
    })),
  ).supergraphSdl

describe('a supergraph that is refused', () => {
  test('uses @context, which the gateway does not know', () => {
    const sdl = compose('"@key"', { one: 'type Query { a: Int }' })
    const link = '@link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)'
    expect(() => checkSupergraph(sdl.replace('schema\n', `schema ${link}\n`))).toThrow(
      /@context, which this gateway does not know/,
    )
  })

  test.each([
    ['no GraphQL', 'type Query {', /not GraphQL: Syntax Error.*line 1/],
    ['a subgraph', 'type Query { a: Int }', /expected a composed Federation 2 supergraph/],
    ['nothing', '', /not GraphQL/],
  ])('is %s', async (_, sdl, reason) => {
    expect(() => checkSupergraph(sdl)).toThrow(reason)
    await expect(startGateway({ supergraphSdl: sdl })).rejects.toThrow(UnusableSupergraph)
  })

  test('is one that the planner refuses', async () => {
    const broken = smallSupergraph().replace(/type Query/, 'type Questions')
    await expect(startGateway({ supergraphSdl: broken })).rejects.toThrow(UnusableSupergraph)
  })
})

test('directives that do nothing here do no harm', () => {
  const sdl = compose('"@cost", "@listSize", "@tag"', {
    one: 'type Query { a: Int @cost(weight: 3) @tag(name: "x")  b: [Int] @listSize(assumedSize: 9) }',
  })
  expect(() => checkSupergraph(sdl)).not.toThrow()
})

describe('another supergraph while requests come in', () => {
  let gateway: TestGateway
  afterEach(() => gateway.app.close())

  const start = async () => {
    const closed: string[] = []
    const answers: Record<string, unknown> = { one: { a: 1 }, two: { b: 2 } }
    gateway = await startGateway({
      supergraphSdl: compose('"@key"', { one: 'type Query { a: Int }' }),
      sources: ({ name }): TierSource => ({
        ask: async () => ({ data: structuredClone(answers[name]) as Record<string, unknown> }),
        ready: async () => ({ ready: true }),
        close: async () => void closed.push(name),
      }),
    })
    return closed
  }

  test('is served from the next request on, and sources no longer named are closed', async () => {
    const closed = await start()
    expect((await gateway.ask('{ a }')).body.data).toEqual({ a: 1 })
    gateway.updateSupergraph(compose('"@key"', { two: 'type Query { b: Int }' }))
    expect((await gateway.ask('{ b }')).body.data).toEqual({ b: 2 })
    expect((await gateway.ask('{ a }')).status).toBe(400)
    expect(closed).toEqual(['one'])
    expect(await (await fetch(`${gateway.url}/schema.graphql`)).text()).toContain('b: Int')
    expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toEqual({
      ready: true,
      tiers: { two: { ready: true } },
    })
  })

  test('that is unusable is refused, and the one before goes on', async () => {
    const closed = await start()
    expect(() => gateway.updateSupergraph('type Query { a: Int }')).toThrow(UnusableSupergraph)
    expect(() => gateway.updateSupergraph(smallSupergraph().replace(/type Query/, 'type Questions'))).toThrow(
      UnusableSupergraph,
    )
    expect((await gateway.ask('{ a }')).body.data).toEqual({ a: 1 })
    expect(closed).toEqual([])
  })
})

describe('a contract', () => {
  const whole = compose('"@key"', { one: 'type Query { a: Int  b: Int }' })
  const sources = (): TierSource => ({
    ask: async () => ({ data: { a: 1, b: 2 } }),
    ready: async () => ({ ready: true }),
    close: async () => undefined,
  })
  const start = (contract: string) =>
    startGateway({ supergraphSdl: whole, contracts: new Map([['ngo', contract]]), sources })

  test('is what clients of its role may ask, and goes on when another graph lacks what it has', async () => {
    const gateway = await start('type Query { a: Int }')
    const token = await gateway.token({ role: 'ngo' })
    const asked = async (query: string) => (await gateway.ask(query, { token })).status
    expect([await asked('{ a }'), await asked('{ b }'), (await gateway.ask('{ b }')).status]).toEqual([200, 400, 200])
    expect(await (await fetch(`${gateway.url}/schema/ngo.graphql`)).text()).toBe('type Query {\n  a: Int\n}\n')
    expect(() => gateway.updateSupergraph(compose('"@key"', { one: 'type Query { b: Int }' }))).toThrow(
      /only it has Query\.a: Int/,
    )
    expect([await asked('{ a }'), (await gateway.ask('{ a }')).status]).toEqual([200, 200])
    gateway.updateSupergraph(compose('"@key"', { one: 'type Query { a: Int  c: Int }' }))
    expect([await asked('{ a }'), (await gateway.ask('{ b }')).status]).toEqual([200, 400])
    await gateway.app.close()
  })

  test.each([
    ['another field', 'type Query { a: Int  c: Int }'],
    ['a field of another type', 'type Query { a: String }'],
    ['another argument', 'type Query { a(of: Int): Int }'],
  ])('with %s is refused', async (_, contract) => {
    await expect(start(contract)).rejects.toThrow(UnusableSupergraph)
  })
})
