import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request as open } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { threeHopQuery } from '../testing/small-tiers.js'
import { type TestGateway, startGateway } from '../testing/start-gateway.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.app.close())

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Asks over a socket, so that nothing is decompressed on the way. */
async function send(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const sent = open(`${gateway.url}${path}`, { method, headers })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }
}

const post = (query: string, headers: Record<string, string> = {}, variables = {}) =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })

/** An answer of some size: the same question under many names. */
const wide = `{ ${Array.from({ length: 8 }, (_, n) => `a${n}: ${threeHopQuery.slice(1, -1)}`).join(' ')} }`

const byGet = `/graphql?query=${encodeURIComponent('{ city(code: "1") { name } }')}`

describe('answers', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('are compressed by %s, and say the same', async (encoding, read) => {
    const plain = await post(wide)
    const small = await post(wide, { 'accept-encoding': encoding })
    expect([plain.headers['content-encoding'], small.headers['content-encoding']]).toEqual([undefined, encoding])
    expect(small.headers['vary']).toContain('accept-encoding')
    expect(read(small.body).equals(plain.body)).toBe(true)
    expect(small.body.length).toBeLessThan(plain.body.length / 2)
  })

  test('are left as they are when they are small, or nothing that the hub writes is read', async () => {
    expect(
      (await post('{ city(code: "1") { name } }', { 'accept-encoding': 'gzip' })).headers['content-encoding'],
    ).toBeUndefined()
    expect((await post(wide, { 'accept-encoding': 'zstd' })).headers['content-encoding']).toBeUndefined()
  })

  test('have the status that the page on errors tells', async () => {
    const statuses = async (query: string, variables = {}) => {
      const { status, body } = await post(query, {}, variables)
      const { data, errors } = JSON.parse(body.toString()) as {
        data?: unknown
        errors: { extensions: { code: string } }[]
      }
      return [status, errors[0]?.extensions.code, data === undefined || data === null]
    }
    expect(await statuses('{ city(code: "1") { unknown } }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', true])
    expect(await statuses('query ($code: ID!) { city(code: $code) { name } }', { code: {} })).toEqual([
      400,
      'BAD_USER_INPUT',
      true,
    ])
  })
})

describe('what is public', () => {
  test.each([byGet, '/schema.graphql', '/.well-known/jwks.json'])('%s is sent once', async (path) => {
    const first = await send(path)
    const tag = String(first.headers.etag)
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^W\/"[\w-]{27}"$/)])
    expect(first.headers['cache-control']).toBe('no-cache')
    for (const named of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const again = await send(path, { headers: { 'if-none-match': named, 'accept-encoding': 'br' } })
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag])
    }
    const changed = await send(path, { headers: { 'if-none-match': '"x"' } })
    expect([changed.status, changed.body.equals(first.body)]).toEqual([200, true])
    const small = await send(path, { headers: { 'accept-encoding': 'gzip' } })
    expect(small.headers.etag).toBe(tag)
  })

  test('is neither what a caller with a token reads, nor an answer to POST, nor a refusal', async () => {
    const authorization = `Bearer ${await gateway.token({})}`
    expect((await send(byGet, { headers: { authorization } })).headers.etag).toBeUndefined()
    expect((await post('{ city(code: "1") { name } }')).headers.etag).toBeUndefined()
    const refused = await send('/graphql?query=%7B')
    expect([refused.status, refused.headers.etag]).toEqual([400, undefined])
  })
})

describe('OPTIONS', () => {
  const options = (path: string) => send(path, { method: 'OPTIONS' })

  test.each([
    ['/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['/graphql?query=x', 'GET, HEAD, POST, OPTIONS'],
    ['/schema.graphql', 'GET, HEAD, OPTIONS'],
    ['/', 'GET, HEAD, OPTIONS'],
  ])('of %s gives %s', async (path, allowed) => {
    const { status, headers, body } = await options(path)
    expect([status, headers.allow, body.length]).toEqual([204, allowed, 0])
  })

  test('of a path that is not served gives what any method does', async () => {
    expect((await options('/elsewhere')).status).toBe(404)
  })
})
