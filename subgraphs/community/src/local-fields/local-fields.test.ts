import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { borough, city, garden, hermitage, lane } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

async function read(viewer: Viewer, code: string, selection: string): Promise<unknown> {
  const { data, errors } = await subgraph.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ${selection} } } }`,
    { of: [{ __typename: 'Community', code }] },
    viewer,
  )
  if (errors) return errors.map(({ extensions }) => extensions['code'])
  return (data as unknown as { _entities: unknown[] })._entities[0]
}

const shelters = {
  type: 'array',
  items: {
    type: 'object',
    properties: { street: { type: 'string', maxLength: 20 }, seats: { type: 'integer', minimum: 0 } },
    required: ['street', 'seats'],
    additionalProperties: false,
  },
}

describe('a field of a community’s own', () => {
  test('is set, read as it is by whom it is shared with, changed and removed', async () => {
    const value = [{ street: '云南中路', seats: 4 }]
    const set = await office.write(
      'setLocalField',
      { name: 'shelters', schema: shelters, value, level: 'BOROUGH' },
      'name schema value level provenance { owner source }',
    )
    expect(set).toEqual({
      name: 'shelters',
      schema: shelters,
      value,
      level: 'BOROUGH',
      provenance: { owner: lane, source: 'hub' },
    })
    const local = 'local(name: "shelters") { value }'
    expect(await read(viewerOf(borough, 'borough-office'), lane, local)).toEqual({ local: { value } })
    for (const viewer of [anonymous, viewerOf(garden), viewerOf(city, 'planner')])
      expect(await read(viewer, lane, local)).toEqual(['FORBIDDEN'])
    expect(await read(viewerOf(borough, 'borough-office'), garden, local)).toEqual({ local: null })
    expect(await read(anonymous, hermitage, local)).toEqual({ local: null })
    await office.write('setLocalField', { name: 'shelters', schema: shelters, value: [], level: 'PUBLIC' }, 'name')
    expect(await read(anonymous, lane, local)).toEqual({ local: { value: [] } })
    const removed = await office.write('removeLocalField', { name: 'shelters' }, 'name value provenance { removedAt }')
    expect(removed).toMatchObject({ name: 'shelters', value: null, provenance: { removedAt: expect.any(String) } })
    expect(await read(anonymous, lane, local)).toEqual({ local: null })
    const since = 'localFields(updatedSince: "2025-01-01T00:00:00Z") { nodes { name value } }'
    expect(await read(viewerOf(lane), lane, since)).toMatchObject({
      localFields: { nodes: expect.arrayContaining([{ name: 'shelters', value: null }]) },
    })
  })

  test('may be a list of some hundred items, none of them twice', async () => {
    const value = Array.from({ length: 500 }, (_, at) => ({ seat: at }))
    const schema = { type: 'array', uniqueItems: true, items: { type: 'object', required: ['seat'] } }
    expect(await office.write('setLocalField', { name: 'seats', schema, value }, 'value')).toEqual({ value })
    const twice = [...value, { seat: 0 }]
    expect(await office.attempt('setLocalField', { name: 'seats', schema, value: twice }, 'value')).toMatchObject({
      code: 'BAD_USER_INPUT',
    })
    await office.write('removeLocalField', { name: 'seats' }, 'name')
  })

  test('is kept for the office where nothing else is said', async () => {
    expect(await office.write('setLocalField', { name: 'keys', schema: true, value: false }, 'value level')).toEqual({
      value: false,
      level: 'PRIVATE',
    })
    expect(await read(viewerOf(lane), lane, 'local(name: "keys") { value }')).toEqual({ local: { value: false } })
    expect(await read(viewerOf(borough, 'borough-office'), lane, 'local(name: "keys") { value }')).toEqual([
      'FORBIDDEN',
    ])
  })

  test('is listed to whom may read it, page by page', async () => {
    const names = 'localFields { totalCount nodes { name } }'
    expect(await read(anonymous, lane, names)).toEqual({ localFields: { totalCount: 1, nodes: [{ name: 'motto' }] } })
    expect(await read(viewerOf(city, 'planner'), lane, names)).toMatchObject({
      localFields: { nodes: [{ name: 'benches' }, { name: 'motto' }] },
    })
    expect(await read(viewerOf(lane), lane, 'localFields(first: 2) { totalCount pageInfo { hasNextPage } }')).toEqual({
      localFields: { totalCount: 3, pageInfo: { hasNextPage: true } },
    })
  })

  test('costs who does not ask for it nothing', async () => {
    await read(anonymous, lane, 'profile { address }')
    expect(subgraph.statements.statements.join()).not.toContain('local_field')
  })

  test('enters the log where it is not public', async () => {
    await read(viewerOf(city, 'planner'), garden, 'local(name: "benches") { value }')
    await read(anonymous, garden, 'local(name: "benches") { value }')
    const kept = await subgraph.sql<{ record: object }>(
      'select record::jsonb as record from access_log where community_code = $1 order by sequence',
      garden,
    )
    const field = { fields: ['Community.local(benches)'], dataset: null, action: 'READ' }
    expect(kept.map(({ record }) => record)).toEqual([
      expect.objectContaining({ ...field, role: 'PLANNER', outcome: 'GRANTED', count: 1 }),
    ])
    const refusals = await subgraph.read(
      '{ _entities(representations: [{ __typename: "Community", code: "310101002002" }]) { ... on Community { refusals { nodes { role action dataset calls } } } } }',
      {},
      viewerOf(garden),
    )
    expect(refusals).toMatchObject({
      _entities: [{ refusals: { nodes: [{ role: 'ANONYMOUS', action: 'READ', dataset: null, calls: 1 }] } }],
    })
  })
})

describe('is refused', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)
  const objects = (count: number) => numbers(count).map((at) => ({ a: at }))
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)])
  test.each<[string, object, string]>([
    ['a name with a space', { name: 'a b' }, 'name'],
    ['a name in capitals', { name: 'Trees' }, 'name'],
    ['a value of another type', { value: 'twelve' }, 'value'],
    ['a value too small', { value: -1 }, 'value'],
    ['a value too large', { schema: true, value: 'x'.repeat(16 * 1024) }, 'value'],
    ['a value too deep', { schema: true, value: deep(21) }, 'value'],
    [
      'a value that a member of it spoils',
      { schema: shelters, value: [{ street: 'A', seats: 1, keeper: 'B' }] },
      'value',
    ],
    ['a long list of unique items', { schema: { uniqueItems: true }, value: objects(1_555) }, 'value'],
    [
      'a short list that is compared often',
      { schema: { allOf: Array.from({ length: 700 }, () => ({ uniqueItems: true })) }, value: objects(60) },
      'value',
    ],
    [
      'a list of which each item has many rules',
      { schema: { items: { allOf: Array.from({ length: 700 }, () => ({ minimum: 0 })) } }, value: numbers(5_000) },
      'value',
    ],
    [
      'a list of which each item may be much',
      { schema: { items: { enum: numbers(3_000) } }, value: numbers(3_000) },
      'value',
    ],
    [
      'a long text of which much is asked',
      { schema: { allOf: Array.from({ length: 800 }, () => ({ maxLength: 9 })) }, value: 'x'.repeat(16_000) },
      'value',
    ],
    ['a schema that is none', { schema: 'integer' }, 'schema'],
    ['a type that is none', { schema: { type: 'tree' } }, 'schema'],
    ['a keyword that is none', { schema: { kind: 'integer' } }, 'schema'],
    ['a reference', { schema: { $ref: 'https://example.org/schema.json' } }, 'schema'],
    ['a reference to itself', { schema: { $defs: { a: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' } }, 'schema'],
    ['a pattern', { schema: { type: 'string', pattern: '(a+)+$' } }, 'schema'],
    ['a schema too deep', { schema: { allOf: [deep(25)] } }, 'schema'],
  ])('%s', async (_what, change, argument) => {
    const input = { name: 'trees', schema: { type: 'integer', minimum: 0 }, value: 12, ...change }
    expect(await office.attempt('setLocalField', input, 'name')).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { argument },
    })
  })

  test('to be removed, what is not there', async () => {
    expect(await office.attempt('removeLocalField', { name: 'trees' }, 'name')).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the hundred and first', async () => {
    const schema = { type: 'integer' }
    await subgraph.sql(
      "insert into local_field (community_code, name, schema, value) select $1, 'n' || n, '{}', '1' from generate_series(1, 100) n",
      hermitage,
    )
    const others = officeAt(subgraph, hermitage)
    expect(await others.attempt('setLocalField', { name: 'trees', schema, value: 1 }, 'name')).toMatchObject({
      code: 'CONFLICT',
    })
    expect(await others.attempt('setLocalField', { name: 'n1', schema, value: 2 }, 'value')).toEqual({
      answer: { value: 2 },
    })
    await others.write('removeLocalField', { name: 'n2' }, 'name')
    expect(await others.attempt('setLocalField', { name: 'trees', schema, value: 1 }, 'name')).toMatchObject({
      answer: {},
    })
  })
})
