import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, readAnswer, startGateway } from '../../testing/start-gateway.js'
import { pageOperations } from '../../pages/page-operations.js'
import { UnusableOperations, readKnownOperations } from './known-operations.js'

const apollo = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: 'city-1', name: 'City', type: 'query', body: 'query City { city(code: "1") { name } }' },
    { id: 'named', name: 'Named', type: 'query', body: 'query Named($code: ID!) { city(code: $code) { code } }' },
  ],
}
const relay = { abc123: 'query Tonight { tonight }' }

let folder: string
let gateway: TestGateway
const write = (name: string, content: unknown) => {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'known-'))
  write('app.json', apollo)
  write('portal.json', relay)
  const file = write('clients.json', {
    'courses.example': { manifest: 'app.json' },
    bound: { manifest: 'app.json', only: true },
    anonymous: { manifest: 'portal.json' },
  })
  gateway = await startGateway({ environment: { KNOWN_OPERATIONS: file } })
})
afterAll(async () => {
  await gateway.app.close()
  rmSync(folder, { recursive: true })
})

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } })

async function post(body: unknown, subject?: string, headers: Record<string, string> = {}) {
  const token = subject === undefined ? undefined : await gateway.token({ role: 'district-app', subject })
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return await readAnswer(response)
}

async function get(parameters: Record<string, string>) {
  return await readAnswer(await fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`))
}

describe('an operation that is registered', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['documentId', { documentId: 'city-1' }, { city: { name: 'City 1' } }],
    ['doc_id, as Relay sends it', { doc_id: 'named', variables: { code: '7' } }, { city: { code: '7' } }],
    ['the hash of Apollo’s clients', { extensions: persisted('city-1') }, { city: { name: 'City 1' } }],
    ['the id of what is registered for everybody', { documentId: 'abc123' }, { tonight: ['calligraphy'] }],
  ])('is asked by %s', async (_, body, data) => {
    expect((await post(body, 'courses.example')).body).toEqual({ data })
  })

  test('is asked by GET, with variables, and may be kept by caches as any other answer', async () => {
    const answer = await get({ documentId: 'abc123', extensions: '{"a":1}' })
    expect(answer.body).toEqual({ data: { tonight: ['calligraphy'] } })
    expect(answer.headers.get('etag')).toMatch(/^W\//)
  })

  test('is known to its client alone', async () => {
    for (const subject of [undefined, 'other.example']) {
      const { status, body } = await post({ documentId: 'city-1' }, subject)
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([404, 'PERSISTED_QUERY_NOT_FOUND'])
    }
  })
})

describe('a client that may ask only what it registered', () => {
  test('asks that by its id, by its text, and what is registered for everybody', async () => {
    for (const body of [{ documentId: 'city-1' }, { query: apollo.operations[0]?.body }, { documentId: 'abc123' }]) {
      expect((await post(body, 'bound')).status).toBe(200)
    }
  })

  test.each<[string, Record<string, unknown>]>([
    ['another operation', { query: '{ city(code: "1") { code } }' }],
    ['a registered one with more in it', { query: `${apollo.operations[0]?.body} query B { tonight }` }],
    ['a text with its hash', { query: '{ tonight }', extensions: persisted(hashOf('{ tonight }')) }],
  ])('is refused %s', async (_, body) => {
    const answer = await post(body, 'bound')
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([403, 'OPERATION_NOT_LISTED'])
    expect((await post(body, 'courses.example')).body.errors?.[0]?.extensions.code).not.toBe('OPERATION_NOT_LISTED')
  })
})

describe('a hub that lets callers without a token ask nothing but what is registered', () => {
  let strict: TestGateway
  beforeAll(async () => {
    const file = write('strict.json', {
      anonymous: { manifest: 'portal.json', only: true },
      bound: { manifest: 'app.json', only: true },
      'files.example': { manifest: 'app.json', only: true, exports: true },
    })
    strict = await startGateway({ environment: { KNOWN_OPERATIONS: file } })
  })
  afterAll(() => strict.app.close())

  const tokenOf = async (subject?: string) =>
    subject === undefined ? undefined : await strict.token({ role: 'district-app', subject })
  const codeFor = async (query: string) => (await strict.ask(query)).body.errors?.[0]?.extensions.code

  async function exportAs(format: string, subject?: string) {
    const token = await tokenOf(subject)
    const address = `${strict.url}/measures.${format}?within=310000000000&measures=ATTENDANCES&from=2025-01&to=2025-03&grain=MONTH`
    const { status, body } = await readAnswer(
      await fetch(address, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    )
    return [status, body.errors?.[0]?.extensions.code]
  }

  test.each(['csv', 'json', 'xlsx'])(
    'gives files of measures (%s) to those alone who may have them beside',
    async (format) => {
      for (const subject of [undefined, 'bound'])
        expect(await exportAs(format, subject)).toEqual([403, 'OPERATION_NOT_LISTED'])
      // The small graph of this test has no measures: that is said to whoever may ask for them.
      for (const subject of ['files.example', 'free.example'])
        expect(await exportAs(format, subject)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
    },
  )

  test('lets its own pages ask what they ask: the console, and the page for access', async () => {
    const texts = [...(await pageOperations())]
    expect(texts.some((text) => text.includes('requestAccess'))).toBe(true)
    expect(texts.length).toBeGreaterThan(20)
    for (const text of texts) expect(await codeFor(text)).not.toBe('OPERATION_NOT_LISTED')
    expect(await codeFor(`${texts[0]} # and more`)).toBe('OPERATION_NOT_LISTED')
  })
})

describe('a query that is sent with its hash', () => {
  const query = 'query Hashed { city(code: "3") { name } }'

  test('is known from then on by the hash alone, by POST and by GET', async () => {
    const extensions = persisted(hashOf(query))
    const first = await post({ extensions }, undefined, { 'accept-language': 'zh' })
    expect(first.status).toBe(404)
    expect(first.body.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ])
    const data = { city: { name: 'City 3' } }
    expect((await post({ query, extensions })).body).toEqual({ data })
    expect((await post({ extensions })).body).toEqual({ data })
    expect((await get({ extensions: JSON.stringify(extensions) })).body).toEqual({ data })
  })

  test('of another text is refused', async () => {
    const { status, body } = await post({ query, extensions: persisted(hashOf('{ never: tonight }')) })
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    expect((await post({ extensions: persisted(hashOf('{ never: tonight }')) })).status).toBe(404)
  })
})

test.each<[string, unknown, unknown, RegExp]>([
  ['no JSON', '{', {}, /expected JSON in .*clients/],
  ['a manifest that is not there', { a: { manifest: 'none.json' } }, {}, /expected JSON in .*none\.json/],
  ['another key', { a: { manifest: 'm.json', safelist: true } }, {}, /at a: .*safelist/],
  [
    'a manifest of another form',
    { a: { manifest: 'm.json' } },
    { format: 'x', version: 2, operations: [] },
    /a manifest of Apollo/,
  ],
])('a file with %s is refused when the gateway starts', (_, clients, manifest, message) => {
  const file = write('wrong-clients.json', clients)
  write('m.json', manifest)
  expect(() => readKnownOperations(file)).toThrow(message)
  expect(() => readKnownOperations(file)).toThrow(UnusableOperations)
})
