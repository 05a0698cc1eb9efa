import { afterEach, expect, test } from 'vitest'
import type { TierSource } from '../../fetch/tier-source.js'
import { type TestAnswer, type TestGateway, readAnswer, startGateway } from '../../testing/start-gateway.js'

const open: TestGateway[] = []
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.app.close()
})
const start = async (...given: Parameters<typeof startGateway>) => {
  const gateway = await startGateway(...given)
  open.push(gateway)
  return gateway
}

const cheap = '{ tonight }'

/** What of a header's item a parameter says. */
const parameter = ({ headers }: TestAnswer, header: string, name: string) =>
  Number(new RegExp(`;${name}=(\\d+)`).exec(headers.get(header) ?? '')?.[1])
const left = (answer: TestAnswer) => parameter(answer, 'ratelimit', 'r')

const codes = ({ body }: TestAnswer) => body.errors?.map(({ extensions }) => extensions.code)

/** Asks until a caller is refused, and gives the refusal. */
async function askUntilRefused(ask: () => Promise<TestAnswer>, most = 200): Promise<TestAnswer> {
  for (let asked = 0; asked < most; asked++) {
    const answer = await ask()
    if (answer.status === 429) return answer
  }
  throw new Error(`Expected a refusal within ${most} questions.`)
}

test('an answer tells the quota, what is left of it, and when there is all of it again', async () => {
  const gateway = await start({ environment: { RATE_ANONYMOUS: '500', RATE_CLIENT: '9000' } })
  const first = await gateway.ask(cheap)
  expect(first.headers.get('ratelimit-policy')).toBe('"anonymous";q=500;w=60')
  expect(first.headers.get('ratelimit')).toMatch(/^"anonymous";r=\d+;t=\d+$/)
  expect(parameter(first, 'ratelimit', 't')).toBeLessThanOrEqual(60)
  const second = await gateway.ask(cheap)
  // One for the request, one for the operation.
  expect(left(first) - left(second)).toBe(2)
  const token = await gateway.token({ role: 'planner', division: '310000000000' })
  const client = await gateway.ask(cheap, { token })
  expect(client.headers.get('ratelimit-policy')).toBe('"client";q=9000;w=60')
})

test('whoever has spent it all is told when to ask again, and nobody else is', async () => {
  const gateway = await start({ environment: { RATE_ANONYMOUS: '40', RATE_CLIENT: '40' } })
  const refused = await askUntilRefused(() => gateway.ask(cheap))
  expect(codes(refused)).toEqual(['RATE_LIMITED'])
  const retryAfter = Number(refused.headers.get('retry-after'))
  expect(retryAfter).toBeGreaterThan(0)
  expect(retryAfter).toBeLessThanOrEqual(60)
  expect(refused.body.errors?.[0]?.extensions).toMatchObject({ limit: 40, retryAfter })
  expect(refused.headers.get('ratelimit')).toBe(`"anonymous";r=0;t=${retryAfter}`)
  const [one, other] = [await gateway.token({ subject: 'one' }), await gateway.token({ subject: 'other' })]
  for (const token of [one, other]) expect((await gateway.ask(cheap, { token })).status).toBe(200)
  expect((await askUntilRefused(() => gateway.ask(cheap, { token: one }))).status).toBe(429)
  expect((await gateway.ask(cheap, { token: other })).status).toBe(200)
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200)
})

test('what an answer did not cost is given back', async () => {
  const gateway = await start({ environment: { RATE_ANONYMOUS: '1000' } })
  const wide = '{ cities { boroughs { name } } }'
  const [first, second] = [await gateway.ask(wide), await gateway.ask(wide)]
  expect(left(first) - left(second)).toBeLessThan(12)
  const told = await readAnswer(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: wide, extensions: { cost: 'tell' } }),
    }),
  )
  const { requested, left: toldLeft } = (told.body.extensions as { cost: { requested: number; left: number } }).cost
  expect(requested).toBeGreaterThan(100)
  expect(toldLeft).toBe(left(told))
})

test('an operation that takes more than is left is refused, and takes nothing', async () => {
  const gateway = await start({ environment: { RATE_ANONYMOUS: '150' } })
  const wide = '{ cities { boroughs { name } } }'
  expect((await gateway.ask(wide)).status).toBe(200)
  await Promise.all(Array.from({ length: 15 }, () => gateway.ask(cheap)))
  const refused = await gateway.ask(wide)
  expect([refused.status, codes(refused)]).toEqual([429, ['RATE_LIMITED']])
  expect((await gateway.ask(cheap)).status).toBe(200)
})

test('tokens that are not accepted are paid by the address that sends them', async () => {
  const gateway = await start({ environment: { RATE_ANONYMOUS: '100' } })
  const refused = await askUntilRefused(() => gateway.ask(cheap, { token: 'a.b.c' }), 12)
  expect(codes(refused)).toEqual(['RATE_LIMITED'])
})

test('an address that a caller writes itself is ignored, and one that a trusted proxy writes is not', async () => {
  const from = (gateway: TestGateway, address: string) =>
    gateway.ask(cheap, { headers: { 'x-forwarded-for': address } })
  const bare = await start({ environment: { RATE_ANONYMOUS: '40' } })
  let asked = 0
  expect((await askUntilRefused(() => from(bare, `203.0.113.${(asked += 1)}`))).status).toBe(429)
  const behind = await start({ environment: { RATE_ANONYMOUS: '40', TRUSTED_PROXIES: '127.0.0.1' } })
  expect((await askUntilRefused(() => from(behind, '203.0.113.7'))).status).toBe(429)
  expect((await from(behind, '203.0.113.8')).status).toBe(200)
  expect((await askUntilRefused(() => from(behind, '2001:db8:1:2::1'))).status).toBe(429)
  expect((await from(behind, '2001:db8:1:2:ffff::9')).status).toBe(429)
  expect((await from(behind, '2001:db8:1:3::1')).status).toBe(200)
  // What stands before the address that the proxy added is the caller's own word.
  expect((await from(behind, '198.51.100.1, 203.0.113.7')).status).toBe(429)
})

test('a caller has so many operations under way at once, and others have theirs', async () => {
  let answer: () => void = () => undefined
  const released = new Promise<void>((resolve) => (answer = resolve))
  const slow: TierSource = {
    async ask() {
      await released
      return { data: { cities: [] } }
    },
    ready: async () => ({ ready: true }),
    async close() {},
  }
  const gateway = await start({ environment: { OPERATIONS_PER_CLIENT: '3' }, replace: { city: slow } })
  const query = '{ cities { name } }'
  const underWay = Array.from({ length: 4 }, () => gateway.ask(query))
  const refused = await Promise.race(underWay)
  expect([refused.status, codes(refused), refused.headers.get('retry-after')]).toEqual([429, ['TOO_MANY_AT_ONCE'], '1'])
  const other = gateway.ask(query, { token: await gateway.token({ subject: 'other' }) })
  answer()
  expect((await other).status).toBe(200)
  expect((await Promise.all(underWay)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 200, 200, 429,
  ])
  expect((await gateway.ask(query)).status).toBe(200)
})

test('callers without a token at one address write a few times an hour, and what was refused is not counted', async () => {
  const environment = { RATE_ANONYMOUS_WRITES: '3' }
  const gateway = await start({ environment })
  const twice = 'mutation { a: rename(code: "1", name: "x") { name } b: rename(code: "2", name: "x") { name } }'
  expect((await gateway.ask(twice)).status).toBe(200)
  const refused = await gateway.ask(twice)
  expect([refused.status, codes(refused)]).toEqual([429, ['RATE_LIMITED']])
  expect(refused.body.errors?.[0]).toMatchObject({
    message: expect.stringContaining('at most 3 writes an hour, but 1 are left and this takes 2'),
    extensions: { limit: 3, left: 1 },
  })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  // Nothing comes of a city that there is not.
  for (let tried = 0; tried < 3; tried += 1)
    expect((await gateway.ask('mutation { rename(code: "0", name: "x") { name } }')).body.data).toEqual({
      rename: null,
    })
  expect((await gateway.ask('mutation { whoWrites }')).body.data).toEqual({ whoWrites: 'anonymous -' })
  expect(codes(await gateway.ask('mutation { whoWrites }'))).toEqual(['RATE_LIMITED'])
  expect((await gateway.ask(cheap)).status).toBe(200)
  const token = await gateway.token({ role: 'planner' })
  for (let written = 0; written < 5; written += 1)
    expect((await gateway.ask('mutation { whoWrites }', { token })).status).toBe(200)
})
