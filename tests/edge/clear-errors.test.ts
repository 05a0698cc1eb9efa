import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorTable, type ErrorCode } from '@shequ/schema/errors/error-table'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { takeDown } from '../helpers/take-down.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

/** What would show how the hub is built, or where. */
const internals =
  /127\.0\.0\.1|localhost|:\d{4,5}\b.*sql|select .* from|insert into|postgres|prisma|node_modules|\.[tj]s:\d+|\n\s+at /i

async function refusal(query: string, token?: string) {
  const answer = await hub.ask(query, {}, token)
  expect(answer.text).not.toMatch(internals)
  expect(answer.errors).toHaveLength(1)
  const [error] = answer.errors ?? []
  const code = error?.extensions.code as ErrorCode
  expect(Object.keys(errorTable)).toContain(code)
  return { code, message: error?.message ?? '', path: error?.path, status: answer.status, data: answer.data }
}

describe('what a caller got wrong', () => {
  test('a wrong code says what a code looks like', async () => {
    const { code, message } = await refusal('{ city(code: "31") { name } }')
    expect(code).toBe('BAD_USER_INPUT')
    expect(message).toBe('Expected a 12-digit division code such as "310101002001", but got "31".')
  })

  test('a code that nobody has is no error: there is nothing', async () => {
    const { data, errors } = await hub.ask('{ city(code: "990000000000") { name } }')
    expect({ data, errors }).toEqual({ data: { city: null }, errors: undefined })
  })

  test('an unknown field', async () => {
    const { code, message, status } = await refusal('{ city(code: "310000000000") { nmae } }')
    expect({ code, status }).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED', status: 400 })
    expect(message).toContain('Did you mean "name"?')
  })

  test('a query of 1 MB', async () => {
    const { code, status } = await refusal(`{ cities { name } } # ${'x'.repeat(1024 * 1024)}`)
    expect({ code, status }).toEqual({ code: 'REQUEST_TOO_LARGE', status: 413 })
  })

  const pages = (inner: string, first = 40) => `communities(first: ${first}) { nodes { ${inner} } }`
  test.each([
    ['there and back again', `borough { ${pages(`borough { ${pages(`borough { ${pages('code')} }`)} }`)} }`],
    [
      'pages within pages',
      pages('programmes(first: 50) { nodes { title sessions(first: 50) { nodes { startsAt } } } }', 170),
    ],
    [
      'as many aliases',
      Array.from({ length: 30 }, (_, at) => `a${at}: ${pages('programmes(first: 20) { nodes { title } }', 100)}`).join(
        ' ',
      ),
    ],
  ])('a small question for a large answer, by %s, before any tier is asked', async (_way, asked) => {
    hub.resetCounts()
    const selection = asked.startsWith('borough') ? pages(asked) : asked
    const { code, message, status } = await refusal(`{ borough(code: "310101000000") { ${selection} } }`)
    expect({ code, status }).toEqual({ code: 'QUERY_TOO_LARGE', status: 400 })
    expect(message).toMatch(/^Expected a query for at most 50000 records, but it asks for up to \d+, /)
    expect(hub.calls).toEqual({ city: 0, borough: 0, community: 0 })
  })

  test('a negative first', async () => {
    const { code, message, path } = await refusal('{ communities(within: "310000000000", first: -1) { totalCount } }')
    expect({ code, path }).toEqual({ code: 'BAD_USER_INPUT', path: ['communities'] })
    expect(message).toBe('Expected `first` to be 1 to 500, but got -1. For more, go on with `after`.')
  })

  const above = (value: string) =>
    `measures(within: "310000000000", query: { measures: [ATTENDANCES], from: "2025-01", to: "2025-01", grain: MONTH, having: [{ measure: ATTENDANCES, op: GT, value: ${value} }] }) { totalCount }`

  test('a number too large to be one, as a literal and in a variable', async () => {
    const { code, message, status } = await refusal(`{ ${above('1e999')} }`)
    expect({ code, status }).toEqual({ code: 'BAD_USER_INPUT', status: 400 })
    expect(message).toBe('Expected a number between -1.79e308 and 1.79e308, but got 1e999.')
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query": ${JSON.stringify(`query ($value: Float!) { ${above('$value')} }`)}, "variables": {"value": 1e999}}`,
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  test('a bad date', async () => {
    const { code, message } = await refusal(
      '{ community(code: "310101002001") { programmes(from: "2025-02-30") { totalCount } } }',
    )
    expect(code).toBe('BAD_USER_INPUT')
    expect(message).toBe('Expected a calendar day such as "2025-03-01", but got "2025-02-30".')
  })

  test('a cursor of nowhere', async () => {
    const { code, message } = await refusal(
      '{ communities(within: "310000000000", after: "nowhere") { totalCount nodes { code } } }',
    )
    expect(code).toBe('BAD_USER_INPUT')
    expect(message).toContain('`after`')
  })

  test.each(['', '{', '{ cities }', 'query A { cities { name } } query B { cities { code } }'])(
    'no operation: %j',
    async (query) => {
      const { status } = await refusal(query)
      expect(status).toBe(400)
    },
  )
})

describe('who may write', () => {
  const rename =
    'mutation { changeProfile(input: { community: "310101002001", introduction: "新的介绍" }) { introduction } }'

  test('nobody without a token', async () => {
    const { code, message } = await refusal(rename)
    expect(code).toBe('UNAUTHENTICATED')
    expect(message).toBe(
      'Expected a token of the role community-office for Mutation.changeProfile, but the request has none.',
    )
  })

  test('not the office of another community', async () => {
    const { code, message } = await refusal(rename, await hub.token('community-office', '310101002002'))
    expect(code).toBe('FORBIDDEN')
    expect(message).toBe(
      'Expected the community-office of 310101002001, but the token is for the community-office of 310101002002.',
    )
  })

  test.each([
    ['borough-office', '310101000000'],
    ['city-office', '310000000000'],
    ['planner', '310000000000'],
  ] as const)('not the %s of %s', async (role, division) => {
    const { code, message } = await refusal(rename, await hub.token(role, division))
    expect(code).toBe('FORBIDDEN')
    expect(message).toBe(
      `Expected a token of the role community-office for Mutation.changeProfile, but the token is for the ${role}.`,
    )
  })

  test('the office itself may', async () => {
    const { data, errors } = await hub.ask(rename, {}, await hub.token('community-office', '310101002001'))
    expect({ data, errors }).toEqual({ data: { changeProfile: { introduction: '新的介绍' } }, errors: undefined })
  })

  test('a token that nobody signed opens nothing, not even what is public', async () => {
    const { code, status } = await refusal('{ cities { name } }', 'a.b.c')
    expect({ code, status }).toEqual({ code: 'UNAUTHENTICATED', status: 401 })
  })
})

test('a database that is down costs the fields of its tier, and says so', async () => {
  await takeDown(hub.databases.community)
  const { code, path, data } = await refusal('{ community(code: "310101002001") { name profile { introduction } } }')
  expect(code).toBe('DATABASE_UNAVAILABLE')
  expect(path).toEqual(['community', 'profile'])
  expect(data).toEqual({ community: { name: '云南中路居委会', profile: null } })
  const ready = await fetch(`${hub.url}/health/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.text()).toContain('DATABASE_UNAVAILABLE')
})
