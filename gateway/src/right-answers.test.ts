import { afterEach, describe, expect, test } from 'vitest'
import { errorTable } from '@shequ/schema/errors/error-table'
import { startPeople } from './testing/people.js'
import { type TestGateway, readAnswer } from './testing/start-gateway.js'

const open: TestGateway[] = []
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.app.close()
})
const start = async (...given: Parameters<typeof startPeople>) => {
  const gateway = await startPeople(...given)
  open.push(gateway)
  return gateway
}

const chain = (depth: number, body: (next: string) => string) =>
  Array.from({ length: depth }, (_, index) => `fragment F${index} on Person { ${body(`...F${index + 1}`)} }`)
    .concat(`fragment F${depth} on Person { name }`)
    .join(' ')

const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')

describe('fragments 200 deep', () => {
  test.each([
    ['that each spread the next one twice', (next: string) => `${next} ${next}`, 0],
    ['in fields that stand twice', (next: string) => `friend { ${next} } friend { ${next} }`, 200],
    ['in inline fragments that stand twice', (next: string) => `... { ${next} } ... on Person { ${next} }`, 0],
  ])('%s, are laid in once for each selection set', async (_, body, depth) => {
    const gateway = await start()
    const started = process.cpuUsage()
    const query = `{ person(id: "1") { ...F0 } } ${chain(200, body)}`
    for (let round = 0; round < 2; round++) {
      const answer = (await gateway.ask(query)).body
      expect(answer.errors).toBeUndefined()
      let at = (answer.data as { person: { friend?: unknown } }).person
      for (let level = 0; level < depth; level++) at = at.friend as typeof at
      expect(at).toEqual({ name: 'Person 1' })
    }
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000)
  })

  test.each([
    [
      'more records than a query may ask for',
      `{ person(id: "1") { ...F0 } } ${chain(200, (next) => `friend { ${next} } other { ${next} }`)}`,
      'QUERY_TOO_LARGE' as const,
    ],
    [
      'more fields than anybody can plan, of few records',
      `{ ${aliases(100, 'person(id: "1") { ...F }')} } fragment F on Person { ${aliases(300, 'name')} }`,
      'REQUEST_TOO_LARGE' as const,
    ],
  ])('that would be %s are refused at once', async (_, query, code) => {
    const gateway = await start()
    const started = process.cpuUsage()
    const { status, body } = await gateway.ask(query)
    expect([status, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([errorTable[code].status, [code]])
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000)
  })
})

test('a document whose fields stand too often to be compared is refused in words that say so', async () => {
  const gateway = await start()
  const { status, body } = await gateway.ask(`{ ${'person(id: "1") { friend { name } } '.repeat(800)} }`)
  expect([status, body.errors]).toEqual([
    400,
    [
      {
        message: expect.stringContaining('Ask for each field once.'),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit: 1_800, requested: 319_600 },
      },
    ],
  ])
})

describe('names are free', () => {
  test('for variables: one is called as the planner calls its own', async () => {
    const gateway = await start()
    const query = 'query($representations: Int) { person(id: "1") { mood(level: $representations) } }'
    for (let round = 0; round < 2; round++) {
      const { body } = await gateway.ask(query, { variables: { representations: 7 } })
      expect(body).toEqual({ data: { person: { mood: '1 at 7' } } })
    }
  })

  test('for variables: a tier that refuses one is understood by the name that the client gave it', async () => {
    const gateway = await start(() => async ({ query }) => ({
      data: { _entities: [null] },
      errors: [
        {
          message: `Expected ${/\$representations\w+/.exec(query)?.[0]} to be small.`,
          path: ['_entities', 0, 'mood'],
          extensions: { code: 'BAD_USER_INPUT' },
        } as never,
      ],
    }))
    const query = 'query($representations: Int) { person(id: "1") { mood(level: $representations) } }'
    const { body } = await gateway.ask(query, { variables: { representations: 7 } })
    expect(body.errors).toMatchObject([{ message: 'Expected $representations to be small.', path: ['person', 'mood'] }])
  })

  test.each([
    ['a key', '{ person(id: "1") { id: name mood } }', { id: 'Person 1', mood: '1 at undefined' }],
    ['the type', '{ person(id: "1") { __typename: name mood } }', { __typename: 'Person 1', mood: '1 at undefined' }],
    [
      'what is required',
      '{ person(id: "1") { weight: name fitness } }',
      { weight: 'Person 1', fitness: 'fit at 1 KG' },
    ],
    [
      'what is required with other arguments',
      '{ person(id: "1") { weight(unit: "LB") fitness } }',
      { weight: '1 LB', fitness: 'fit at 1 KG' },
    ],
    ['marks of the wire', '{ person(id: "1") { id__0: name id: mood } }', { id__0: 'Person 1', id: '1 at undefined' }],
    [
      'properties of objects',
      '{ person(id: "1") { toString: name constructor: mood } }',
      { toString: 'Person 1', constructor: '1 at undefined' },
    ],
  ])('for keys: one is that of %s', async (_, query, expected) => {
    const gateway = await start()
    for (let round = 0; round < 2; round++) {
      expect((await gateway.ask(query)).text).toBe(`${JSON.stringify({ data: { person: expected } })}\n`)
    }
  })

  test('and errors stand where the client looks for them', async () => {
    const gateway = await start(() => async () => {
      throw new Error('down')
    })
    const { body } = await gateway.ask('{ person(id: "1") { name: mood } }')
    expect(body.data).toEqual({ person: { name: null } })
    expect(body.errors?.map(({ path }) => path)).toEqual([['person', 'name']])
  })
})

test('a default of a variable holds, also of one that may not be null', async () => {
  const gateway = await start()
  const query = 'query($first: Int! = 1, $level: Int = 4) { people(first: $first) { mood(level: $level) } }'
  expect((await gateway.ask(query)).body).toEqual({ data: { people: [{ mood: '0 at 4' }] } })
  expect((await gateway.ask(query, { variables: { level: null } })).body).toEqual({
    data: { people: [{ mood: '0 at null' }] },
  })
})

test('a condition belongs to its selection, and a field is there whose fields are all left out', async () => {
  const gateway = await start()
  const query = `query($x: Boolean!) {
    a: person(id: "1") { ...K @include(if: $x) }
    b: person(id: "2") { ...K }
    c: person(id: "3") @skip(if: $x) { friend { ...K @include(if: $x) } }
  } fragment K on Person { friend { mood } }`
  expect((await gateway.ask(query, { variables: { x: false } })).body).toEqual({
    data: { a: {}, b: { friend: { mood: '2 at undefined' } }, c: { friend: {} } },
  })
})

test('a condition that is null in spite of its default is refused, and said to be', async () => {
  const gateway = await start()
  const query = 'query($x: Boolean = true) { person(id: "1") { name @include(if: $x) } }'
  expect((await gateway.ask(query)).body).toEqual({ data: { person: { name: 'Person 1' } } })
  const { body } = await gateway.ask(query, { variables: { x: null } })
  expect(body.errors).toMatchObject([
    { message: expect.stringContaining('Expected `$x` to be true or false'), extensions: { code: 'BAD_USER_INPUT' } },
  ])
})

test.each([
  ['errors', { errors: null }],
  ['an empty list of errors', { errors: [] }],
  ['extensions', { extensions: null }],
])('of a tier, %s that are empty are absent', async (_, empty) => {
  const gateway = await start((own) => async (request) => ({ ...(await own(request)), ...(empty as object) }))
  expect((await gateway.ask('{ person(id: "1") { mood } }')).body).toEqual({
    data: { person: { mood: '1 at undefined' } },
  })
})

test('an error stands at each null that is not right, also where another stands elsewhere', async () => {
  const gateway = await start(() => async () => ({
    data: { _entities: [{ mood: null, calm: 'very' }] },
    errors: [{ message: 'Not today.', path: ['_entities', 0, 'mood'], extensions: { code: 'FORBIDDEN' } } as never],
  }))
  const { body } = await gateway.ask('{ person(id: "1") { mood calm } }')
  expect(body.data).toEqual({ person: { mood: null, calm: null } })
  expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['person', 'mood'], 'FORBIDDEN'],
    [['person', 'calm'], 'INTERNAL'],
  ])
})

test('an error of a tier that stands beyond the entities it was asked about is one of all of them', async () => {
  const gateway = await start(() => async () => ({
    data: { _entities: [null, null] },
    errors: [{ message: 'No.', path: ['_entities', 99, 'mood'], extensions: { code: 'NOT_FOUND' } } as never],
  }))
  const { body } = await gateway.ask('{ people(first: 2) { mood } }')
  expect(body.errors?.map(({ path }) => path)).toEqual([
    ['people', 0, 'mood'],
    ['people', 1, 'mood'],
  ])
})

test('a tier that is down costs one error an entity, in time and bytes that grow with their number alone', async () => {
  const gateway = await start(() => async () => {
    throw new Error('down')
  })
  const costOf = async (first: number, fields: string) => {
    const started = process.cpuUsage()
    const { body, text } = await gateway.ask(`{ people(first: ${first}) { id ${fields} } }`)
    return { errors: body.errors ?? [], bytes: text.length, user: process.cpuUsage(started).user / 1_000 }
  }
  await costOf(2, 'mood calm')
  const few = await costOf(500, 'mood calm')
  const many = await costOf(5_000, 'mood calm')
  expect(many.errors).toHaveLength(5_000)
  expect(many.errors[4_999]).toMatchObject({ path: ['people', 4_999], extensions: { code: 'TIER_UNAVAILABLE' } })
  expect(many.bytes / few.bytes).toBeLessThan(10.5)
  expect(many.bytes).toBeLessThan(5_000 * 250)
  // A walk from the start for each error takes ten times as long.
  expect(many.user).toBeLessThan(3_000)
  const wide = await costOf(5_000, aliases(10, 'mood'))
  expect(wide.errors).toHaveLength(5_000)
})

test.each(['', '&operationName=', '&variables=', '&extensions=', '&operationName=&variables=&extensions='])(
  'a parameter of a GET without a value counts as left out: %p',
  async (empty) => {
    const gateway = await start()
    const response = await fetch(
      `${gateway.url}/graphql?query=${encodeURIComponent('{ person(id: "1") { name } }')}${empty}`,
    )
    expect(await readAnswer(response)).toMatchObject({ status: 200, body: { data: { person: { name: 'Person 1' } } } })
  },
)
