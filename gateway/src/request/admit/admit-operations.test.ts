import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TierSource } from '../../fetch/tier-source.js'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'

let answer: () => void = () => undefined
const tier = { asked: 0 }
/** A tier that answers when it is told to. */
const slow: TierSource = {
  async ask() {
    tier.asked += 1
    await new Promise<void>((resolve) => (answer = resolve))
    return { data: { cities: [] } }
  },
  ready: async () => ({ ready: true }),
  async close() {},
}

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({
    environment: { OPERATIONS_AT_ONCE: '1' },
    replace: { city: slow },
    contracts: new Map([['ngo', 'type Query { cities: [City!]! } type City { name: String! }']]),
  })
})
afterAll(() => gateway.app.close())

test('operations wait for their turn, and one more than may wait is told when to ask again', async () => {
  const query = '{ cities { name } }'
  const answers = Array.from({ length: 34 }, () => gateway.ask(query))
  const refused = await Promise.race(answers)
  expect({ status: refused.status, retryAfter: refused.headers.get('retry-after'), body: refused.body }).toEqual({
    status: 503,
    retryAfter: '2',
    body: {
      errors: [{ message: expect.stringContaining('Nothing was done'), extensions: { code: 'BUSY', retryAfter: 2 } }],
    },
  })
  expect(tier.asked).toBe(1)
  while (tier.asked < 33) {
    answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  answer()
  const all = await Promise.all(answers.map((each) => each.then(({ status }) => status)))
  expect(all.filter((status) => status === 200)).toHaveLength(33)
  expect(tier.asked).toBe(33)
})

test('clients of a contract wait in the same line as others', async () => {
  tier.asked = 0
  const query = '{ cities { name } }'
  const ofContract = gateway.ask(query, { token: await gateway.token({ role: 'ngo' }) })
  while (tier.asked < 1) await new Promise((resolve) => setImmediate(resolve))
  const others = Array.from({ length: 33 }, () => gateway.ask(query))
  expect((await Promise.race(others)).status).toBe(503)
  while (tier.asked < 33) {
    answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  answer()
  const all = await Promise.all([ofContract, ...others])
  expect(all.filter(({ status }) => status === 200)).toHaveLength(33)
})
