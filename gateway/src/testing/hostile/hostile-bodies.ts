import { type HostileRequest, forEach } from './hostile-request.js'

const query = '{ person(id: "1") { name } }'
const bytes = (before: string, middle: readonly number[], after: string) =>
  new Uint8Array([...Buffer.from(before), ...middle, ...Buffer.from(after)])

/** Bytes that are no UTF-8: cut short, too long, surrogates, beyond Unicode. */
const malformed: readonly (readonly number[])[] = [
  [0xff],
  [0xc3],
  [0xe4, 0xb8],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0x80],
]

/** Bodies that are no request, or one in disguise. */
export function hostileBodies(): readonly HostileRequest[] {
  const given = (name: string, body: HostileRequest['body'], code: string | undefined): HostileRequest => ({
    name,
    body,
    code,
  })
  const json = (name: string, body: unknown, code: string | undefined) => given(name, JSON.stringify(body), code)
  return [
    ...forEach(12, (at) =>
      json(
        `a batch of ${at * at + 1}`,
        forEach(at * at + 1, () => ({ query })),
        'BAD_REQUEST',
      ),
    ),
    ...forEach(8, (at) =>
      json(
        `variables of ${300 + at} kB`,
        { query, variables: { a: 'x'.repeat(1_000 * (300 + at)) } },
        'REQUEST_TOO_LARGE',
      ),
    ),
    ...forEach(5, (at) =>
      json(
        `${8_000 * (at + 1)} variables that nobody asked for`,
        { query, variables: Object.fromEntries(forEach(8_000 * (at + 1), (each) => [`v${each}`, 1])) },
        at < 3 ? undefined : 'REQUEST_TOO_LARGE',
      ),
    ),
    ...forEach(5, (at) =>
      given(
        `variables ${10_000 * (at + 1)} deep`,
        `{"query":"query ($id: ID!) { person(id: $id) { name } }","variables":{"id":${'['.repeat(10_000 * (at + 1))}1${']'.repeat(10_000 * (at + 1))}}}`,
        'BAD_USER_INPUT',
      ),
    ),
    ...malformed.map((middle, at) =>
      given(
        `a document with bytes ${at} that are no UTF-8`,
        bytes('{"query":"{ person ', middle, '"}'),
        'GRAPHQL_PARSE_FAILED',
      ),
    ),
    ...malformed.map((middle, at) =>
      given(`JSON with bytes ${at} that are no UTF-8`, bytes('{', middle, '"query":"{ a }"}'), 'BAD_REQUEST'),
    ),
    ...['', '{', 'null', '7', '"text"', '[]', '{}', '{"query":7}', '{"query":null}', '{"query":["{ a }"]}'].map(
      (body) => given(`the body ${body}`, body, 'BAD_REQUEST'),
    ),
    ...['{"a":1', '{]', '{"query":"{ a }"', 'query={a}', "{'query':'{ a }'}"].map((body) =>
      given(`what is no JSON: ${body}`, body, 'BAD_REQUEST'),
    ),
    json(
      'an operation by the name of what every object has',
      { query, operationName: '__proto__' },
      'OPERATION_RESOLUTION_FAILURE',
    ),
    given(
      'a prototype among the variables',
      `{"query":${JSON.stringify(query)},"variables":{"__proto__":{"a":1}}}`,
      'BAD_REQUEST',
    ),
    json(
      'a persisted query that nobody sent',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
      'PERSISTED_QUERY_NOT_FOUND',
    ),
    ...[true, 'yes', 7].map((cost) =>
      json(`a wish for the cost of ${String(cost)}`, { query, extensions: { cost } }, 'BAD_REQUEST'),
    ),
    ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a', 'application/xml'].map(
      (type) => ({ ...json(`a body of ${type}`, { query }, 'BAD_REQUEST'), headers: { 'content-type': type } }),
    ),
  ]
}
