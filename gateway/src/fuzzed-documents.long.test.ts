import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { expect, test } from 'vitest'
import { heapAfterCollection } from '@shequ/process/testing/heap-after-collection'
import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { randomFor } from '@shequ/schema/random/random'
import { fuzzedDocument } from './testing/hostile/fuzzed-document.js'
import { hostileDocuments } from './testing/hostile/hostile-documents.js'
import { internals } from './testing/hostile/internals.js'
import { startPeople } from './testing/people.js'
import type { TestAnswer } from './testing/start-gateway.js'
import { watchLife } from './testing/watch-life.js'

/** Requests under way at once: their work delays whoever asks beside them. */
const atOnce = 8

/** By how much the heap may differ when the caches are full, in megabytes: their weights are not exact. */
const margin = 40

/** Operations that fill the caches of documents, of what is prepared and of what is counted. */
const filling = Array.from({ length: 400 }, (_, number) => {
  const fields = Array.from({ length: 250 }, (__, at) => `f${at}_${number}: name`).join(' ')
  return `{ person(id: "1") { ${fields} } }`
})

test('documents that somebody makes at random are answered or refused, show nothing of the inside, and leave nothing behind', async () => {
  const seed = randomSeed()
  process.stderr.write(`fuzzed documents: TEST_SEED=${seed}\n`)
  const random = randomFor(seed, 'fuzzed documents')
  const folder = await mkdtemp(join(tmpdir(), 'hub-fuzzed-'))
  const gateway = await startPeople((own) => own, {}, folder)
  const pool = new Pool(gateway.url, { connections: atOnce })
  const hostile = hostileDocuments().flatMap(({ body }) => {
    const { query } = JSON.parse(String(body)) as { query: string }
    return query.length < 2_000 ? [query] : []
  })
  const documents = ['{ person(id: "1") { name friend { name mood } } people(first: 3) { name calm } }', ...hostile]
  const codes = new Map<string, number>()
  let sent = 0
  const send = async (query: string) => {
    const { statusCode, body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const text = await body.text()
    if (statusCode >= 500 || internals.test(text))
      throw new Error(`Expected an answer or a refusal, but ${JSON.stringify(query)} gives ${statusCode}: ${text}`)
    const { errors } = JSON.parse(text) as TestAnswer['body']
    const code = errors?.[0]?.extensions.code ?? 'none'
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  const sendFuzzed = async (last: number) => {
    const sender = async () => {
      while (sent < last) {
        sent++
        await send(fuzzedDocument(random, documents))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, sender))
  }
  try {
    const most = shareOf(100_000)
    // Code that runs for the first time is slow, and stays in memory.
    await sendFuzzed(most / 20)
    for (const query of filling) await send(query)
    const before = heapAfterCollection()
    const endWatch = await watchLife(gateway.url)
    await sendFuzzed(most)
    const { asked, slowest, busiest } = await endWatch()
    const after = heapAfterCollection()
    process.stderr.write(
      `fuzzed documents: ${sent} sent, ${JSON.stringify(Object.fromEntries(codes))}, heap ${Math.round(before)} and then ` +
        `${Math.round(after)} MB, of ${asked} signs of life the slowest took ${Math.round(slowest)} ms, and the processor ${Math.round(busiest)} ms\n`,
    )
    // Of both kinds there are many, so that what is tried is neither all nonsense nor all good.
    expect(codes.get('none')).toBeGreaterThan(sent / 100)
    expect(codes.get('GRAPHQL_PARSE_FAILED')).toBeGreaterThan(sent / 100)
    expect(asked).toBeGreaterThan(most / 100)
    expect(busiest).toBeLessThan(200)
    expect(slowest).toBeLessThan(2_000)
    expect(after - before).toBeLessThan(margin)
  } finally {
    await pool.close()
    await gateway.app.close()
    await rm(folder, { recursive: true })
  }
})
