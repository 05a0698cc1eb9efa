import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, readAnswer, startGateway } from '../../testing/start-gateway.js'
import { threeHopQuery } from '../../testing/small-tiers.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({ environment: { MAX_COST_ANONYMOUS: '400', MAX_COST: '5000' } })
})
afterAll(() => gateway.app.close())

const ask = async (query: string, cost?: unknown, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ query, ...(cost !== undefined && { extensions: { cost } }) })
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return await readAnswer(response)
}

const costOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
  (body.extensions as { cost: { requested: number; actual?: number; limit: number } }).cost

test('an answer says nothing of its cost unless it is asked to', async () => {
  expect((await ask(threeHopQuery)).body.extensions).toBeUndefined()
  expect((await ask(threeHopQuery, null)).body.extensions).toBeUndefined()
})

test('an answer that tells has the same data, what was requested, and what it did cost', async () => {
  const plain = await ask(threeHopQuery)
  const told = await ask(threeHopQuery, 'tell')
  expect(told.body.data).toEqual(plain.body.data)
  const { requested, actual, limit } = costOf(told)
  expect(limit).toBe(400)
  // One city, its two boroughs and their six communities came; ten times ten were counted beforehand.
  expect(actual).toBeGreaterThanOrEqual(9)
  expect(actual).toBeLessThan(15)
  expect(requested).toBeGreaterThan(110)
})

test('a dry run tells, and asks no tier', async () => {
  const { status, body } = await ask('mutation { rename(code: "1", name: "x") { name } }', 'dry-run')
  expect([status, body.data, body.errors]).toEqual([200, null, undefined])
  const told = costOf({ status, body } as Awaited<ReturnType<typeof ask>>)
  expect(told).toMatchObject({ limit: 400, requested: 12 })
  expect(told).not.toHaveProperty('actual')
})

test('a dry run of what costs too much tells so, and its request is refused', async () => {
  const query = '{ cities { boroughs { communities { code name motto seats asks } } } }'
  const { requested, limit } = costOf(await ask(query, 'dry-run'))
  expect(requested).toBeGreaterThan(limit)
  const { status, body } = await ask(query)
  expect(status).toBe(400)
  expect(body.errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_COSTLY', requested, limit, dearest: ['cities', 'boroughs', 'communities'] } },
  ])
  const token = await gateway.token({ role: 'planner', division: '310000000000' })
  const asked = await ask(query, 'tell', { authorization: `Bearer ${token}` })
  expect(asked.body.errors).toBeUndefined()
  expect(costOf(asked).limit).toBe(5000)
})

test('GET tells as well', async () => {
  const parameters = new URLSearchParams({ query: '{ tonight }', extensions: '{"cost":"tell"}' })
  const answer = await readAnswer(await fetch(`${gateway.url}/graphql?${parameters.toString()}`))
  expect(costOf(answer)).toMatchObject({ requested: expect.any(Number), actual: 1 })
})

test.each([[true], ['yes'], [{ tell: true }]])('%j is no way to ask for it', async (wish) => {
  const { status, body } = await ask('{ tonight }', wish)
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
})
