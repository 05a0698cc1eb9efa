import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { threeHopQuery } from './testing/small-tiers.js'
import { type TestAnswer, type TestGateway, readAnswer, startGateway } from './testing/start-gateway.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({ environment: { MAX_TOKENS: '200' } })
})
afterAll(() => gateway.app.close())

const post = async (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  await readAnswer(await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body }))

const get = async (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  await readAnswer(await fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers }))

const outcome = ({ status, body }: TestAnswer) => ({
  status,
  codes: body.errors?.map(({ extensions }) => extensions.code),
})

describe('a request that is not GraphQL over HTTP', () => {
  test.each([
    ['no JSON', '{"query": ', 400, 'BAD_REQUEST'],
    ['an empty body', '', 400, 'BAD_REQUEST'],
    ['JSON without a query', '{"variables": {}}', 400, 'BAD_REQUEST'],
    ['a query that is no text', '{"query": 7}', 400, 'BAD_REQUEST'],
    ['variables that are no object', '{"query": "{ tonight }", "variables": []}', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query": "{ tonight }"}]', 400, 'BAD_REQUEST'],
    [
      'a persisted query',
      '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a"}}}',
      404,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    ['no GraphQL', '{"query": "{ tonight"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query": "{ tomorrow }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['no operation', '{"query": "fragment F on City { name }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an unknown operation',
      '{"query": "query A { tonight }", "operationName": "B"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'two operations and no name',
      '{"query": "query A { tonight } query B { tonight }"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of the wrong type',
      '{"query": "query($c: ID!) { city(code: $c) { name } }", "variables": {"c": {}}}',
      400,
      'BAD_USER_INPUT',
    ],
    ['too many tokens', JSON.stringify({ query: `{ ${'tonight '.repeat(300)} }` }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['a subscription', '{"query": "subscription { tonight }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_, body, status, code) => {
    const answer = await post(body)
    expect(outcome(answer)).toEqual({ status, codes: [code] })
    expect(answer.body.data).toBeUndefined()
  })

  test('a body of a megabyte, refused at any size above the limit', async () => {
    for (const size of [300_000, 1_000_000, 5_000_000]) {
      const answer = await post(JSON.stringify({ query: `{ tonight } # ${'x'.repeat(size)}` }))
      expect(outcome(answer)).toEqual({ status: 413, codes: ['REQUEST_TOO_LARGE'] })
      expect(answer.body.errors?.[0]?.message).toContain('262144 bytes')
    }
  })

  test('a form, as a foreign page could send it', async () => {
    const form = await post('query=%7Btonight%7D', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(outcome(form)).toEqual({ status: 415, codes: ['BAD_REQUEST'] })
    const text = await post('{"query": "{ tonight }"}', { 'content-type': 'text/plain' })
    expect(outcome(text)).toEqual({ status: 415, codes: ['BAD_REQUEST'] })
  })

  test('another method', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'DELETE' })
    expect(response.headers.get('allow')).toBe('GET, POST')
    const answer = await readAnswer(response)
    expect(outcome(answer)).toEqual({ status: 405, codes: ['BAD_REQUEST'] })
    expect(answer.body.errors?.[0]?.message).toBe('Expected the graph to be asked by GET or POST, but got DELETE.')
  })
})

describe('an address', () => {
  /** Writes a request line as it stands, which `fetch` would encode, and gives all that comes back. */
  const raw = async (path: string, header = '') =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(gateway.url)
      const socket = connect(Number(port), hostname, () => {
        socket.write(`GET ${path} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n${header}\r\n`)
      })
      const chunks: Buffer[] = []
      socket.on('data', (chunk) => chunks.push(chunk))
      socket.on('error', reject)
      socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
    })

  test.each([
    ['with characters that are not encoded', '/graphql?query=黄浦区', '', 400, 'BAD_REQUEST', /Percent-encode them/],
    ['that is encoded, but is no text', '/%ff', '', 400, 'BAD_REQUEST', /percent-encoded UTF-8/],
    ['that is too long', `/graphql?query=${'x'.repeat(20_000)}`, '', 431, 'REQUEST_TOO_LARGE', /by POST/],
    ['with a header that is none', '/graphql', 'no header\r\n', 400, 'BAD_REQUEST', /not HTTP/],
  ])('%s is refused as all else is', async (_what, path, header, status, code, message) => {
    const answer = await raw(path, header)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-type: application\/json; charset=utf-8/i)
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as TestAnswer['body']
    expect(body.errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }])
  })
})

describe('GET', () => {
  test('reads', async () => {
    const answer = await get({ query: 'query($c: ID!) { city(code: $c) { name } }', variables: '{"c": "7"}' })
    expect(answer).toMatchObject({ status: 200, body: { data: { city: { name: 'City 7' } } } })
  })

  test('never writes', async () => {
    const query = 'mutation { rename(code: "1", name: "x") { name } }'
    expect(outcome(await get({ query }))).toEqual({ status: 405, codes: ['BAD_REQUEST'] })
  })

  test('needs a query', async () => {
    expect(outcome(await get({}))).toEqual({ status: 400, codes: ['BAD_REQUEST'] })
    expect(outcome(await get({ query: '{ tonight }', variables: '{' }))).toEqual({
      status: 400,
      codes: ['BAD_REQUEST'],
    })
  })
})

describe('media types', () => {
  test.each([
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ])('%s gives %s, for data and for errors', async (accept, expected) => {
    const headers = { 'content-type': 'application/json', accept }
    for (const body of ['{"query": "{ tonight }"}', '{"query": "{ tomorrow }"}', '{"query": ']) {
      expect((await post(body, headers)).headers.get('content-type')).toBe(expected)
    }
  })

  test('another one is not acceptable', async () => {
    const answer = await post('{"query": "{ tonight }"}', { 'content-type': 'application/json', accept: 'image/png' })
    expect(outcome(answer)).toEqual({ status: 406, codes: ['BAD_REQUEST'] })
  })
})

describe('a token', () => {
  const who = '{ city(code: "1") { asks } }'

  test('that is good names the viewer to every tier', async () => {
    const token = await gateway.token({ role: 'planner', division: '310000000000' })
    expect((await gateway.ask(who, { token })).body.data).toEqual({ city: { asks: 'planner 310000000000' } })
    expect((await gateway.ask(who)).body.data).toEqual({ city: { asks: 'anonymous -' } })
  })

  const refused = async (token: string, reason: RegExp) => {
    const answer = await gateway.ask(who, { token })
    expect(outcome(answer)).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] })
    expect(answer.body.errors?.[0]?.message).toMatch(reason)
    expect(answer.body.data).toBeUndefined()
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  }

  test('that has expired', async () => {
    await refused(await gateway.token({}, { lifetime: -60 }), /expired/)
  })

  test('that expires while it is kept', async () => {
    const token = await gateway.token({}, { lifetime: -4 })
    expect((await gateway.ask(who, { token })).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await refused(token, /expired/)
  })

  test('for another audience', async () => {
    await refused(await gateway.token({}, { audience: 'city' }), /another audience/)
  })

  test('of another issuer', async () => {
    await refused(await gateway.token({}, { issuer: 'elsewhere' }), /issuer/)
  })

  test('signed with another key', async () => {
    await refused(
      await gateway.token({}, {}, await createSigningKey()),
      /a key the hub knows.*the key in the hub's own DATA_DIR/,
    )
  })

  test('with a changed claim', async () => {
    const [header, claims, signature] = (await gateway.token({ role: 'district-app' })).split('.')
    const changed = Buffer.from(claims ?? '', 'base64url')
      .toString('utf8')
      .replace('district-app', 'city-office')
    await refused(`${header}.${Buffer.from(changed).toString('base64url')}.${signature}`, /signature/)
  })

  test('without a signature', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { sub: 'x', role: 'city-office', iss: 'local', aud: 'hub', iat: 1, exp: 9e9 }
    await refused(`${encode({ alg: 'none' })}.${encode(claims)}.x`, /algorithm|not a signed JWT/)
  })

  test('with a role that does not exist, or a division that is none', async () => {
    await refused(await gateway.token({ role: 'mayor' as 'planner' }), /role/)
    await refused(await gateway.token({ division: '31' }), /division/)
  })

  test.each(['nonsense', 'a.b', 'a.b.c', ''])('that is %j', async (token) => {
    await refused(token, /JWT/)
  })

  test('in another scheme', async () => {
    const answer = await gateway.ask(who, { headers: { authorization: 'Basic dTpw' } })
    expect(outcome(answer)).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] })
  })

  test('that is bad stops a write before it begins', async () => {
    const answer = await gateway.ask('mutation { whoWrites }', { token: 'a.b.c' })
    expect(answer.status).toBe(401)
  })
})

describe('what a tier throws', () => {
  test('on purpose is shown as it is, and what others own stays', async () => {
    const answer = await gateway.ask('{ fails(how: "known") tonight }')
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      data: { fails: null, tonight: ['calligraphy'] },
      errors: [
        {
          message: 'No such thing: expected a code of the register.',
          path: ['fails'],
          extensions: { argument: 'how', code: 'NOT_FOUND' },
        },
      ],
    })
  })

  test('by accident is masked, with a reference', async () => {
    const answer = await gateway.ask('{ fails(how: "sql") }')
    expect(outcome(answer).codes).toEqual(['INTERNAL'])
    expect(answer.body.errors?.[0]?.extensions['reference']).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.text).not.toMatch(/select|10\.1\.2\.3|secret|at .*\.ts|city"/)
  })
})

test('a batch of good requests is answered while bad ones come in', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, index) =>
      index % 3 === 0 ? await gateway.ask(threeHopQuery) : await post(index % 3 === 1 ? '{' : '{"query":"{ no }"}'),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(40)
})
