import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorsInChinese } from '@shequ/schema/errors/errors-in-chinese'
import { type TestGateway, startGateway } from '../testing/start-gateway.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.app.close())

interface Told {
  readonly status: number
  readonly vary: string | null
  readonly body: {
    readonly data?: unknown
    readonly errors?: readonly {
      readonly message: string
      readonly extensions: { readonly code: keyof typeof errorsInChinese }
    }[]
  }
}

async function tell(path: string, language: string | undefined, init: RequestInit = {}): Promise<Told> {
  const accepted = language === undefined ? {} : { 'accept-language': language }
  const headers = { ...(init.headers as Record<string, string> | undefined), ...accepted }
  const response = await fetch(`${gateway.url}${path}`, { ...init, headers })
  return { status: response.status, vary: response.headers.get('vary'), body: (await response.json()) as Told['body'] }
}

const json = { 'content-type': 'application/json' }
const post = (query: string, headers: Record<string, string> = json) => ({
  method: 'POST',
  headers,
  body: JSON.stringify({ query }),
})

describe('an error', () => {
  test.each<[string, string, RequestInit]>([
    ['of a document', '/graphql', post('{ city(code: "1") { unknown } }')],
    ['of a document that does not parse', '/graphql', post('{')],
    ['of a request without a query', '/graphql', { method: 'POST', headers: json, body: '{}' }],
    ['of a body that is no JSON', '/graphql', { method: 'POST', headers: json, body: 'x' }],
    ['of a media type', '/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }],
    ['of a method', '/graphql', { method: 'PUT', headers: json, body: '{}' }],
    ['of a path', '/nowhere', {}],
  ])('%s is told in Chinese with its details, with the same code', async (_, path, init) => {
    const english = await tell(path, undefined, init)
    const chinese = await tell(path, 'zh-CN,zh;q=0.9,en;q=0.8', init)
    expect(await tell(path, 'en', init)).toEqual(english)
    expect(chinese.status).toBe(english.status)
    expect(english.body.errors).toHaveLength(1)
    for (const [place, { message, ...rest }] of (english.body.errors ?? []).entries()) {
      expect(message).not.toMatch(/\p{Script=Han}/u)
      expect(chinese.body.errors?.[place]).toEqual({
        ...rest,
        message: `${errorsInChinese[rest.extensions.code]}详情：${message}`,
      })
    }
    for (const { vary } of [english, chinese]) expect(vary).toContain('accept-language')
  })

  test.each<[string, string, RequestInit, RegExp]>([
    [
      'of a token',
      '/graphql',
      post('{ __typename }', { ...json, authorization: 'Bearer x' }),
      /详情：令牌不能使用：.*在平台所在的机器上，`hub token` /,
    ],
    ['of an export', '/measures.csv', {}, /详情：参数 `within` 应给出一次，而没有收到。$/],
    [
      'of an operation that is too deep',
      '/graphql',
      post(`{ __type(name: "City") { ${'ofType { '.repeat(31)}name${' }'.repeat(31)} } }`),
      /详情：一次操作的字段层数至多为 30，而收到的为 33。更深处的内容请凭其代码或编号另行查询。$/,
    ],
  ])('%s has its details in Chinese, too', async (_, path, init, details) => {
    const [english, chinese] = [await tell(path, 'en', init), await tell(path, 'zh', init)]
    const [one, other] = [english, chinese].map(({ body }) => body.errors?.[0])
    expect(other?.message).toMatch(details)
    expect(other?.extensions).toEqual(one?.extensions)
    expect(chinese.status).toBe(english.status)
  })

  test('beside data leaves the data, its place and its details as they are', async () => {
    const query = '{ city(code: "1") { name } fails(how: "known") }'
    const [english, chinese] = [await tell('/graphql', 'en', post(query)), await tell('/graphql', 'zh', post(query))]
    expect(chinese.body.data).toEqual({ city: { name: 'City 1' }, fails: null })
    expect(chinese.body.errors).toEqual([
      {
        ...english.body.errors?.[0],
        message: '没有此代码或编号的记录。详情：No such thing: expected a code of the register.',
      },
    ])
    expect(chinese.body.errors).toMatchObject([{ path: ['fails'], extensions: { code: 'NOT_FOUND', argument: 'how' } }])
  })

  test('of the hub keeps its reference', async () => {
    const { body } = await tell('/graphql', 'zh', post('{ fails(how: "sql") }'))
    const [error] = body.errors ?? []
    expect(error?.message).toMatch(/^平台发生故障。.*详情：.*[0-9a-f-]{36}$/)
    expect(error?.message).not.toContain('secret_table')
  })
})

describe('an answer without errors', () => {
  const path = `/graphql?query=${encodeURIComponent('{ city(code: "1") { name } }')}`

  test('is the same in both languages, and tells caches that another may differ', async () => {
    const [english, chinese] = [await tell(path, 'en'), await tell(path, 'zh')]
    expect(chinese).toEqual(english)
    expect(english.body.errors).toBeUndefined()
    expect(english.vary).toContain('accept-language')
    expect(english.vary).toContain('authorization')
  })

  test('that is a file of one language for all says nothing of languages', async () => {
    const response = await fetch(`${gateway.url}/schema.graphql`, { headers: { 'accept-language': 'zh' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('vary') ?? '').not.toContain('accept-language')
  })
})
