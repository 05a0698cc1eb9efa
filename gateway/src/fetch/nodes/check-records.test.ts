import { describe, expect, test } from 'vitest'
import { communitySdl } from '../../testing/community-tier.js'
import { recordChecker } from './check-records.js'

const check = recordChecker(communitySdl)
const community = '310101001001'
const place = { community, representations: [{ __typename: 'Community', code: community }], variables: {} }
const ask = (fields: string, entity: unknown) =>
  check(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { ${fields} } } }`,
    { _entities: [entity] },
    place,
  )

describe('what a node answers', () => {
  test.each<[string, unknown]>([
    ['motto', { motto: null }],
    ['mood', { mood: 'CALM' }],
    ['__typename code', { __typename: 'Community', code: community }],
    ['a: code b: motto', { a: community, b: 'm' }],
    [
      'programmes { id organiser { creditCode } }',
      { programmes: [{ id: `${community}:x`, organiser: { creditCode: 'c' } }] },
    ],
    ['programmes { id } programmes { title }', { programmes: [{ id: `${community}:x`, title: 't' }] }],
    ['motto @include(if: true) code', { code: community }],
    ['...F } } } fragment F on Community { motto ... @skip(if: false) { ... { code', { motto: 'm' }],
  ])('passes: %s', (fields, entity) => {
    expect(ask(fields, entity)).toBeUndefined()
  })

  test.each<[string, unknown, string]>([
    ['motto', 'm', 'expected a Community'],
    ['motto', { motto: 1 }, 'Community.motto is no String'],
    ['motto', {}, 'Community.motto is missing'],
    ['motto', { motto: 'm', __proto__x: 1 }, 'holds Community.__proto__x, for which nobody asked'],
    ['mood', { mood: 'ANGRY' }, 'Community.mood is no Mood'],
    ['mood', { mood: null }, 'Community.mood is null'],
    ['__typename', { __typename: 'Programme' }, 'Community.__typename is not Community'],
    ['a: code', { a: '310101001002' }, "Community.a is another community's"],
    ['programmes { id }', { programmes: {} }, 'Community.programmes is no list'],
    ['programmes { id }', { programmes: [null] }, 'Community.programmes is null'],
    ['programmes { places id }', { programmes: [{ places: 1.5, id: `${community}:x` }] }, 'Programme.places is no Int'],
    ['programmes { x: id }', { programmes: [{ x: '310101001002:x' }] }, "Programme.x is another community's"],
    ['nonsense', { nonsense: 1 }, 'is not of the schema'],
  ])('is refused: %s as %j', (fields, entity, fault) => {
    expect(ask(fields, entity)).toContain(fault)
  })

  test('is refused when it has an entity too many, or of another type than was asked about', () => {
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }'
    expect(check(query, { _entities: [] }, place)).toContain('not as many')
    expect(check(query, { _entities: [null] }, place)).toBeUndefined()
    expect(
      check(
        query,
        { _entities: [{ __typename: 'Community' }] },
        { ...place, representations: [{ __typename: 'Stranger' }] },
      ),
    ).toContain('of no known type')
  })

  test('may be anything where the schema says so', () => {
    const any = recordChecker('scalar JSON type Community @key(fields: "code") { code: String! local: JSON! }')
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { local } } }'
    for (const local of ['text', 7, true, [1, null], { a: { b: [] } }]) {
      expect(any(query, { _entities: [{ local }] }, place)).toBeUndefined()
    }
    expect(any(query, { _entities: [{ local: null }] }, place)).toContain('Community.local is null')
  })

  test('is held against the root of a write, too', () => {
    const query = 'mutation { publish(input: {}) { id } }'
    const write = { ...place, representations: undefined }
    expect(check(query, { publish: { id: `${community}:x` } }, write)).toBeUndefined()
    expect(check(query, { publish: null }, write)).toBeUndefined()
    expect(check(query, { publish: { id: '310101001002:x' } }, write)).toContain("another community's")
  })
})

test('reads fragments that each spread the next one twice in proportion to their number', () => {
  const fragments = Array.from(
    { length: 200 },
    (_, index) => `fragment F${index} on Community { ...F${index + 1} ...F${index + 1} }`,
  )
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ...F0 } }
    ${fragments.join(' ')} fragment F200 on Community { motto }`
  expect(check(query, { _entities: [{ motto: 'm' }] }, place)).toBeUndefined()
  expect(check(query, { _entities: [{ mood: 'CALM' }] }, place)).toMatch(/nobody asked/)
})

describe('the values that a node answers', () => {
  const fields = {
    count: 'Int!',
    share: 'Float',
    on: 'Date',
    at: 'DateTime',
    month: 'Month',
    fee: 'Money',
    organiser: 'CreditCode',
    area: 'DivisionCode',
    resident: 'ResidentReference',
    title: 'String',
    local: 'JSON',
  }
  const scalarNames = ['Date', 'DateTime', 'Month', 'Money', 'CreditCode', 'DivisionCode', 'ResidentReference', 'JSON']
  const valueCheck = recordChecker(`${scalarNames.map((name) => `scalar ${name}`).join(' ')}
    type Community @key(fields: "code") { code: String! ${Object.entries(fields)
      .map(([name, type]) => `${name}: ${type}`)
      .join(' ')} }`)
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
  const faultOf = (field: string, value: unknown) =>
    valueCheck(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ${field} } } }`,
      { _entities: [{ [field]: value }] },
      place,
    )

  test.each<[string, unknown]>([
    ['count', 0],
    ['count', 2 ** 31 - 1],
    ['share', -0.5],
    ['on', '2024-02-29'],
    ['at', '2025-03-01T19:30:00.000Z'],
    ['month', '2025-12'],
    ['fee', '0.00'],
    ['fee', '-1200000000000.50'],
    ['organiser', '91110000802100433B'],
    ['area', '310101002001'],
    ['title', '社区 👩‍🏫'],
    ['local', { 名: ['👩‍🏫', null, 1.5] }],
  ])('%s may be %j', (field, value) => {
    expect(faultOf(field, value)).toBeUndefined()
  })

  test.each<[string, unknown]>([
    ['count', 1e30],
    ['count', 2 ** 31],
    ['count', -1],
    ['count', 1.5],
    ['count', '1'],
    ['share', '0.5'],
    ['on', '2025-02-31'],
    ['on', 'yesterday'],
    ['at', '2025-02-30T00:00:00Z'],
    ['at', '2025-03-01'],
    ['month', '2025-13'],
    ['fee', '12'],
    ['fee', 'free'],
    ['organiser', '911100008021004330'],
    ['area', '3101'],
    ['resident', 'A resident'],
    ['title', 'half a pair \ud800'],
    ['local', { deep: ['\udc00'] }],
    ['local', { '\ud800': 1 }],
    ['local', nested(50)],
  ])('%s may not be %j', (field, value) => {
    expect(faultOf(field, value)).toContain(
      `Community.${field} is no ${fields[field as keyof typeof fields].replace('!', '')}`,
    )
  })

  test('a number out of range is refused each time it comes', () => {
    for (const _time of [1, 2]) expect(faultOf('count', 1e30)).toContain('is no Int')
  })
})

describe('a page that a node answers', () => {
  const pages = recordChecker(`type Community @key(fields: "code") { code: String! programmes(first: Int = 3): Page }
    type Page { totalCount: Int! nodes: [Programme!]! edges: [Edge!]! }
    type Edge { node: Programme! }
    type Programme @key(fields: "id") { id: ID! }`)
  const entries = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `${community}:${at}` }))
  type Row = readonly [asked: string, page: object, variables?: Record<string, unknown>]
  const rows = (given: readonly Row[]) =>
    given.map(([asked, page, variables = {}]) => [asked, page, variables] as const)
  const faultOf = (asked: string, page: object, variables: Record<string, unknown> = {}) =>
    pages(
      `query ($of: [_Any!]!, $n: Int) { _entities(representations: $of) { ... on Community { ${asked} } } }`,
      { _entities: [{ programmes: page }] },
      { ...place, variables },
    )

  test.each(
    rows([
      ['programmes { nodes { id } }', { nodes: entries(3) }],
      ['programmes(first: 5) { nodes { id } }', { nodes: entries(5) }],
      ['programmes(first: $n) { nodes { id } }', { nodes: entries(2) }, { n: 2 }],
      ['programmes(first: $n) { nodes { id } }', { nodes: entries(3) }],
    ]),
  )('%s may have %j with %j', (asked, page, variables) => {
    expect(faultOf(asked, page, variables)).toBeUndefined()
  })

  test.each(
    rows([
      ['programmes { nodes { id } }', { nodes: entries(4) }],
      ['programmes(first: 5) { totalCount nodes { id } }', { totalCount: 9, nodes: entries(6) }],
      ['programmes(first: $n) { list: nodes { id } }', { list: entries(3) }, { n: 2 }],
      ['programmes(first: 1) { edges { node { id } } }', { edges: entries(2).map((node) => ({ node })) }],
      [
        'programmes(first: 1) { ...P } } } } fragment P on Page { nodes { id } ... { ... { __typename',
        { nodes: entries(2), __typename: 'Page' },
      ],
    ]),
  )('%s may not have %j with %j', (asked, page, variables) => {
    expect(faultOf(asked, page, variables)).toMatch(/has more than \d entries/)
  })
})
