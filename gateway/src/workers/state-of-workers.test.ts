import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { channelPair } from '@shequ/process/testing/channel-pair'
import { afterEach, expect, test } from 'vitest'
import { gatewayEnvironment } from '../config.js'
import type { TierSource } from '../fetch/tier-source.js'
import { type TestAnswer, type TestGateway, readAnswer, startGateway } from '../testing/start-gateway.js'
import { withoutRates } from '../testing/without-limits.js'
import { stateOfOne } from './shared-state.js'
import { stateOfWorkers } from './state-of-workers.js'
import { keepState } from './keep-state.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface TestWorker {
  readonly gateway: TestGateway
  /** Ends the worker, as its primary process sees it. */
  readonly end: () => void
}

/** Two gateways that have in common what one keeps, each as a worker of its own has it. */
async function startWorkers(environment: Record<string, string>, city?: TierSource): Promise<[TestWorker, TestWorker]> {
  const config = readEnvironment(gatewayEnvironment, { ...withoutRates, ...environment })
  const attend = keepState(stateOfOne(config, createLog('test', 'silent')))
  const start = async (number: number): Promise<TestWorker> => {
    const { toWorker, toPrimary, end } = channelPair()
    attend(toWorker)
    const state = stateOfWorkers('shequ-test', { number, of: 2 }, toPrimary)
    const gateway = await startGateway({ environment, state, ...(city && { replace: { city } }) })
    closing.push(() => gateway.app.close())
    return { gateway, end }
  }
  return [await start(1), await start(2)]
}

/** A tier whose answers wait until the test lets them go. */
function held() {
  const waiting: (() => void)[] = []
  const source: TierSource = {
    async ask() {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return { data: { cities: [] } }
    },
    ready: async () => ({ ready: true }),
    async close() {},
  }
  return {
    source,
    asked: () => waiting.length,
    async arrived(count: number) {
      while (waiting.length < count) await pause(1)
    },
    answer() {
      for (const go of waiting) go()
    },
  }
}

const cities = '{ cities { name } }'
const codes = ({ body }: TestAnswer) => body.errors?.map(({ extensions }) => extensions.code)

test('what a caller spends at one worker is spent at the other', async () => {
  const [{ gateway: one }, { gateway: other }] = await startWorkers({ RATE_ANONYMOUS: '41' })
  const answers: TestAnswer[] = []
  for (let asked = 0; asked < 24; asked++) answers.push(await (asked % 2 === 0 ? one : other).ask('{ tonight }'))
  // Each takes two points.
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(200), ...Array<number>(4).fill(429)])
  expect(codes(answers[23] as TestAnswer)).toEqual(['RATE_LIMITED'])
  expect(answers[19]?.headers.get('ratelimit')).toMatch(/^"anonymous";r=1;t=\d+$/)
})

test('what strangers write by one worker counts at the other', async () => {
  const [{ gateway: one }, { gateway: other }] = await startWorkers({ RATE_ANONYMOUS_WRITES: '3' })
  const write = 'mutation { whoWrites }'
  for (const gateway of [one, other, one]) expect((await gateway.ask(write)).status).toBe(200)
  const refused = await other.ask(write)
  expect(codes(refused)).toEqual(['RATE_LIMITED'])
  expect(refused.body.errors?.[0]?.message).toContain('at most 3 writes an hour, but 0 are left')
})

test('what an operation did not cost is given back for both', async () => {
  const [{ gateway: one }, { gateway: other }] = await startWorkers({ RATE_ANONYMOUS: '1000' })
  const left = ({ headers }: TestAnswer) => Number(/;r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])
  const first = left(await one.ask(cities))
  const second = left(await other.ask(cities))
  expect(first - second).toBe(1_000 - first)
})

test('operations under way at one worker count at the other, until it answers or ends', async () => {
  const tier = held()
  const [one, other] = await startWorkers({ OPERATIONS_PER_CLIENT: '1' }, tier.source)
  const first = one.gateway.ask(cities)
  await tier.arrived(1)
  expect(codes(await other.gateway.ask(cities))).toEqual(['TOO_MANY_AT_ONCE'])
  tier.answer()
  expect((await first).status).toBe(200)
  const second = one.gateway.ask(cities)
  await tier.arrived(2)
  one.end()
  const third = other.gateway.ask(cities)
  await tier.arrived(3)
  tier.answer()
  expect((await third).status).toBe(200)
  await second
})

test('operations of both wait in one line, which whoever leaves or ends gives way in', async () => {
  const tier = held()
  const [one, other] = await startWorkers({ OPERATIONS_AT_ONCE: '1' }, tier.source)
  const first = one.gateway.ask(cities)
  await tier.arrived(1)
  const client = new AbortController()
  const left = fetch(`${other.gateway.url}/graphql?query=${encodeURIComponent(cities)}`, { signal: client.signal })
  const answers = Array.from({ length: 32 }, () => other.gateway.ask(cities))
  expect(codes(await Promise.race(answers))).toEqual(['BUSY'])
  client.abort()
  await expect(left).rejects.toThrow('aborted')
  expect(tier.asked()).toBe(1)
  one.end()
  await tier.arrived(2)
  const letGo = setInterval(() => tier.answer(), 1)
  const all = await Promise.all(answers)
  clearInterval(letGo)
  expect(all.filter(({ status }) => status === 200)).toHaveLength(31)
  await first
})

test('a text that was sent to one with its hash is known to the other', async () => {
  const [{ gateway: one }, { gateway: other }] = await startWorkers({})
  const query = '{ tonight }'
  const sha256Hash = createHash('sha256').update(query).digest('hex')
  const extensions = { persistedQuery: { version: 1, sha256Hash } }
  const post = async ({ url }: TestGateway, body: unknown) =>
    readAnswer(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  expect(codes(await post(other, { extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND'])
  expect((await post(one, { query, extensions })).status).toBe(200)
  expect((await post(other, { extensions })).body).toEqual({ data: { tonight: ['calligraphy'] } })
})

test('a write is known to the other before it is answered', async () => {
  const primary = keepState(stateOfOne(readEnvironment(gatewayEnvironment, {}), createLog('test', 'silent')))
  const pairs = [channelPair(), channelPair()] as const
  const told: string[] = []
  const writes = pairs.map(({ toWorker, toPrimary }, worker) => {
    primary(toWorker)
    const { writes: each } = stateOfWorkers('shequ-test', { number: worker + 1, of: 2 }, toPrimary)
    each.whenTold(() => void told.push(`worker ${worker}`))
    return each
  })
  await writes[0]?.tell()
  expect(told).toEqual(['worker 1'])
  pairs[1].end()
  await writes[0]?.tell()
  expect(told).toEqual(['worker 1'])
})
