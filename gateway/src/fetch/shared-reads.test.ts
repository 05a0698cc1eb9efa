import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { type TierServer, sendJson, startTierServer } from '../testing/tier-server.js'
import { httpSource } from './http-source.js'
import { createSharedReads } from './shared-reads.js'
import type { TierSource } from './tier-source.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A tier that answers when it is told to, each time with the number of the question. */
interface HeldTier {
  readonly source: TierSource
  readonly server: TierServer
  /** Resolves when so many questions have come. */
  arrived(count: number): Promise<void>
  /** Answers the question of this number, or breaks its connection. */
  answer(number: number, how?: 'well' | 'not'): void
}

async function hold(isShared = true): Promise<HeldTier> {
  const waiting: ServerResponse[] = []
  let onArrival = () => {}
  const server = await startTierServer((response) => {
    waiting.push(response)
    onArrival()
  })
  const source = httpSource({
    name: 'community',
    url: server.url,
    timeout: 20_000,
    responseLimit: 1_000_000,
    signViewer: undefined,
    sharedReads: isShared ? createSharedReads() : undefined,
    readiness: 'endpoint',
    log: createLog('test', 'silent'),
  })
  closing.push(
    () => source.close(),
    () => server.close(),
  )
  return {
    source,
    server,
    async arrived(count) {
      while (waiting.length < count) await new Promise<void>((resolve) => (onArrival = resolve))
    },
    answer(number, how = 'well') {
      const response = waiting[number - 1]
      if (response === undefined) throw new Error(`Expected a question of number ${number}.`)
      if (how === 'well') sendJson(response, 200, { data: { n: number } })
      else response.destroy()
    },
  }
}

const somebody: Viewer = { ...anonymous, subject: 'somebody' }
const read = { query: '{ n }', variables: {}, viewer: anonymous }
const write = { query: 'mutation { n }', variables: {}, viewer: anonymous }
const number = (n: number) => ({ data: { n } })

test('equal questions of one viewer are asked once while the first is under way, and again afterwards', async () => {
  const tier = await hold()
  const answers = Promise.all([tier.source.ask(read), tier.source.ask({ ...read })])
  await tier.arrived(1)
  tier.answer(1)
  expect(await answers).toEqual([number(1), number(1)])
  const later = tier.source.ask(read)
  await tier.arrived(2)
  tier.answer(2)
  expect(await later).toEqual(number(2))
})

test.each([
  ['another viewer', { ...read, viewer: somebody }],
  ['other variables', { ...read, variables: { first: 1 } }],
  ['another language', { ...read, language: 'zh' as const }],
  ['other entities', { ...read, representations: [{ __typename: 'Community', code: '1' }] }],
])('a question of %s is asked for itself', async (_, other) => {
  const tier = await hold()
  const answers = Promise.all([tier.source.ask(read), tier.source.ask(other)])
  await tier.arrived(2)
  tier.answer(1)
  tier.answer(2)
  await answers
  expect(tier.server.received).toHaveLength(2)
})

test('writes are never shared', async () => {
  const tier = await hold()
  const answers = Promise.all([tier.source.ask(write), tier.source.ask(write)])
  await tier.arrived(2)
  tier.answer(1)
  tier.answer(2)
  expect(await answers).toEqual([number(1), number(2)])
})

test('what is asked after a write does not wait for a question from before it', async () => {
  const tier = await hold()
  const before = tier.source.ask(read)
  await tier.arrived(1)
  const written = tier.source.ask(write)
  await tier.arrived(2)
  tier.answer(2)
  await written
  const after = tier.source.ask(read)
  await tier.arrived(3)
  tier.answer(3)
  tier.answer(1)
  expect(await Promise.all([before, after])).toEqual([number(1), number(3)])
})

test('who waits for another client, who leaves, asks for itself', async () => {
  const tier = await hold()
  const client = new AbortController()
  const left = tier.source.ask({ ...read, signal: client.signal })
  await tier.arrived(1)
  const stayed = tier.source.ask(read)
  client.abort()
  await expect(left).rejects.toThrow('The client has gone.')
  await tier.arrived(2)
  tier.answer(2)
  expect(await stayed).toEqual(number(2))
})

test('who waits for another may leave alone', async () => {
  const tier = await hold()
  const client = new AbortController()
  const stayed = tier.source.ask(read)
  await tier.arrived(1)
  const left = tier.source.ask({ ...read, signal: client.signal })
  client.abort()
  await expect(left).rejects.toThrow('The client has gone.')
  tier.answer(1)
  expect(await stayed).toEqual(number(1))
})

test('switched off, each is asked', async () => {
  const tier = await hold(false)
  const answers = Promise.all([tier.source.ask(read), tier.source.ask(read)])
  await tier.arrived(2)
  tier.answer(1)
  tier.answer(2)
  await answers
  expect(tier.server.received).toHaveLength(2)
})
