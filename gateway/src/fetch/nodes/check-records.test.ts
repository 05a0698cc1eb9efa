import { describe, expect, test } from '@jest/globals'
import { communitySdl } from '../../testing/community-tier.js'
import { recordChecker } from './check-records.js'

const check = recordChecker(communitySdl)
const community = '310101001001'
const place = { community, representations: [{ __typename: 'Community', code: community }] }
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
        { community, representations: [{ __typename: 'Stranger' }] },
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
    const write = { community, representations: undefined }
    expect(check(query, { publish: { id: `${community}:x` } }, write)).toBeUndefined()
    expect(check(query, { publish: null }, write)).toBeUndefined()
    expect(check(query, { publish: { id: '310101001002:x' } }, write)).toContain("another community's")
  })
})
