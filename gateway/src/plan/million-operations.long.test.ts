import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { heapAfterCollection } from '@shequ/process/testing/heap-after-collection'
import { shareOf } from '@shequ/process/testing/random-seed'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { parse } from 'graphql'
import { createCount } from '../request/cost/count-operations.js'
import { createFindText } from '../request/known/find-text.js'
import { readKnownOperations } from '../request/known/known-operations.js'
import { bareOperation } from '../request/recent/bare-operation.js'
import { RecentOperations } from '../request/recent/recent-operations.js'
import { keepSentTexts } from '../request/known/sent-texts.js'
import { executorRequest } from '../testing/executor-request.js'
import { createDocumentStore, documentBytes } from './documents.js'
import { createExecutor } from './execute/executor.js'
import { buildGraph } from './prepare/graph.js'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
const sdl = {
  people: `${link} type Query { name: String  person: Person }
    type Person @key(fields: "id") { id: ID!  name: String  friend: Person }`,
  moods: `${link} type Person @key(fields: "id") { id: ID!  mood(level: Int): String }`,
}

/** Small operations, each of another form, that nobody has asked before. */
const forms: readonly ((number: number) => string)[] = [
  (number) => `{ n${number}: name }`,
  (number) => `{ person { n${number}: name } }`,
  (number) => `query Q${number}($x: Boolean = true) { person { ...F } } fragment F on Person { name @include(if: $x) }`,
  (number) => `{ person { friend { n${number}: name } } }`,
  (number) => `query ($n: Int = ${number}) { person { mood(level: $n) } }`,
]

const megabyte = 1024 ** 2

/** After so many operations each cache is full, and has forgotten: the recent ones, the slowest to fill, are full after 62,000. */
const enoughToFill = 75_000

/** The bytes that each cache may take. */
const bounds = {
  documents: 32 * megabyte,
  prepared: 64 * megabyte,
  costs: 16 * megabyte,
  texts: 8 * megabyte,
  recent: 8 * megabyte,
}

test('a million distinct operations leave no cache over its bytes, and the heap as it was when the caches were full', async () => {
  const supergraph = composeSupergraph(
    Object.entries(sdl).map(([name, text]) => ({ name, url: `http://127.0.0.1:1/${name}`, sdl: text })),
  )
  const graph = buildGraph(parse(supergraph.supergraphSdl))
  const source = { ask: async () => ({ data: {} }), ready: async () => ({ ready: true }), close: async () => undefined }
  const execute = createExecutor(() => graph, new Map(Object.keys(sdl).map((name) => [name, source])))
  const count = createCount(() => graph.costs, 0)
  const documents = createDocumentStore(documentBytes)
  const texts = keepSentTexts()
  const findText = createFindText(readKnownOperations(undefined), texts)
  const recent = new RecentOperations()
  /** The most that each cache took. */
  const full = { documents: 0, prepared: 0, costs: 0, texts: 0, recent: 0 }
  let asked = 0
  const askUntil = async (last: number) => {
    for (; asked < last; asked++) {
      const query = forms[asked % forms.length]?.(asked) ?? ''
      const sha256Hash = createHash('sha256').update(query).digest('hex')
      await findText({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }, 'anonymous')
      const document = parse(query)
      await documents.set(sha256Hash, document)
      const request = executorRequest(graph.api, document, sha256Hash)
      count(request)
      recent.note('anonymous', bareOperation(document, request.operation, graph.api), '2026-03-01')
      const { errors } = await execute(request)
      if (errors !== undefined) throw new Error(`Expected an answer to ${query}, but got ${JSON.stringify(errors)}.`)
      full.documents = Math.max(full.documents, documents.bytes())
      full.prepared = Math.max(full.prepared, execute.bytes(graph))
      full.costs = Math.max(full.costs, count.bytes())
      full.texts = Math.max(full.texts, texts.bytes())
      full.recent = Math.max(full.recent, recent.bytes)
    }
    return heapAfterCollection()
  }
  const before = await askUntil(100)
  const half = await askUntil(Math.max(shareOf(1_000_000) / 2, enoughToFill))
  for (const [cache, bytes] of Object.entries(full)) {
    const bound = bounds[cache as keyof typeof bounds]
    expect({ cache, bytes, isFull: bytes > 0.99 * bound }).toEqual({ cache, bytes, isFull: true })
  }
  const whole = await askUntil(Math.max(shareOf(1_000_000), 1.3 * enoughToFill))
  process.stderr.write(
    `distinct operations: ${asked}, heap ${[before, half, whole].map(Math.round).join(', ')} MB, bytes ${JSON.stringify(full)}\n`,
  )
  for (const [cache, bytes] of Object.entries(full)) {
    const bound = bounds[cache as keyof typeof bounds]
    expect({ cache, bytes, isKept: bytes <= bound }).toEqual({ cache, bytes, isKept: true })
  }
  expect(half - before).toBeLessThan(150)
  expect(whole - half).toBeLessThan(5)
})
