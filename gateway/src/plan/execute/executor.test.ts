import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { TierRequest, TierSource } from '../../fetch/tier-source.js'
import { inProcessSource } from '../../fetch/in-process-source.js'
import { createLog } from '@shequ/process/log'
import { smallTierCall } from '../../testing/small-tiers.js'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'

let gateway: TestGateway
let asked: string[] = []

/** The small tiers, of which the community tier answers every third community with an error. */
const sources = ({ name }: { name: string }): TierSource => {
  const tier = name as 'city' | 'borough' | 'community'
  const call = smallTierCall(tier)
  const source = inProcessSource({
    name,
    call,
    health: async () => ({ ready: true }),
    timeout: 1_000,
    responseLimit: 1_000_000,
    log: createLog('test', 'silent'),
  })
  const ask = async (request: TierRequest) => {
    asked.push(name)
    const answer = await source.ask(request)
    const entities = answer.data?.['_entities']
    if (name !== 'community' || !Array.isArray(entities)) return answer
    const failing = entities.flatMap((_, index) => (index % 3 === 2 ? [index] : []))
    return {
      data: { _entities: entities.map((entity: unknown, index) => (failing.includes(index) ? null : entity)) },
      ...(failing.length === 0
        ? {}
        : {
            errors: failing.map((index) => ({
              message: 'Not shared.',
              path: ['_entities', index, 'motto'],
              extensions: { code: 'FORBIDDEN' },
            })),
          }),
    }
  }
  return { ...source, ask }
}

beforeAll(async () => {
  gateway = await startGateway({ sources })
})
afterAll(() => gateway.app.close())

/**
 * Asks twice: the first time the operation is planned and compiled, the second time what was compiled answers. Both answers come from
 * one executor, so that they tell only that nothing is left over from a request. Whether an answer is right, `../oracle.test.ts` tells,
 * which runs in every `npm test` and compares with GraphQL's own executor.
 */
async function bothWays(query: string, variables?: Record<string, unknown>) {
  const answers = []
  for (let round = 0; round < 2; round++) {
    asked = []
    const { status, body } = await gateway.ask(query, variables === undefined ? {} : { variables })
    for (const error of body.errors ?? []) delete error.extensions['reference']
    for (const error of body.errors ?? []) error.message = error.message.replace(/[0-9a-f-]{36}/, '')
    answers.push({ status, body, asked })
  }
  const [first, next] = answers
  return { first, next }
}

const communityFields = fc.subarray(['code', 'motto', 'name', '__typename', 'again: motto', 'asks'], { minLength: 1 })
const boroughFields = fc
  .tuple(fc.subarray(['name', 'code', 'n: name']), fc.option(communityFields))
  .map(([fields, communities]) => [
    ...fields,
    '__typename',
    ...(communities ? [`communities { ${communities.join(' ')} }`] : []),
  ])
const queries = fc
  .tuple(fc.subarray(['name', 'asks', 'code', 'boroughs { code }']), boroughFields, fc.boolean(), fc.boolean())
  .map(([city, boroughs, inFragment, twoCities]) => {
    const inner = `${city.join(' ')} boroughs { ${boroughs.join(' ')} }`
    const one = inFragment ? '...F' : inner
    const fragment = inFragment ? `fragment F on City { ${inner} }` : ''
    return `query($c: ID!) { a: city(code: $c) { ${one} } ${twoCities ? `cities { ${inner} } tonight` : ''} } ${fragment}`
  })

test('answers the next time as the first time, errors and their paths included', async () => {
  await fc.assert(
    fc.asyncProperty(queries, fc.constantFrom('1', '2', '0'), async (query, c) => {
      const { first, next } = await bothWays(query, { c })
      expect(next).toEqual(first)
    }),
    { numRuns: 60 },
  )
})

describe('alike, the first and the next time, are', () => {
  test.each([
    ['writes', 'mutation { rename(code: "1", name: "x") { name boroughs { name } } whoWrites }', undefined],
    ['errors thrown on purpose and by accident', '{ a: fails(how: "known") b: fails(how: "sql") tonight }', undefined],
    ['records that are not there', '{ city(code: "0") { name boroughs { name } } }', undefined],
    [
      'a null that a non-null carries upward',
      '{ city(code: "1") { boroughs { communities { code seats } } } }',
      undefined,
    ],
    ['a variable that is missing', 'query($c: ID!) { city(code: $c) { name } }', {}],
    ['a variable of another type', 'query($c: ID!) { city(code: $c) { name } }', { c: [1] }],
    ['a variable left to its default', 'query($c: ID! = "5") { city(code: $c) { name } }', undefined],
    ['a condition', 'query($b: Boolean!) { city(code: "1") { name @skip(if: $b) code } }', { b: true }],
    ['introspection', '{ __schema { queryType { name } } city(code: "1") { __typename } }', undefined],
  ])('%s', async (_, query, variables) => {
    const { first, next } = await bothWays(query, variables)
    expect(next).toEqual(first)
  })
})

test('one document with two operations has two plans', async () => {
  const query = 'query A { city(code: "1") { name } } query B { tonight }'
  const post = async (operationName: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName }),
    })
    return await response.json()
  }
  for (let round = 0; round < 3; round++) {
    expect(await post('A')).toEqual({ data: { city: { name: 'City 1' } } })
    expect(await post('B')).toEqual({ data: { tonight: ['calligraphy'] } })
  }
})

test('a tier is told who asks, request by request', async () => {
  const query = '{ city(code: "1") { asks } }'
  for (const role of ['planner', 'ngo', 'district-app'] as const) {
    const token = await gateway.token({ role })
    expect((await gateway.ask(query, { token })).body.data).toEqual({ city: { asks: `${role} -` } })
  }
  expect((await gateway.ask(query)).body.data).toEqual({ city: { asks: 'anonymous -' } })
})
