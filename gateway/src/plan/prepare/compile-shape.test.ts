import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { buildSchema, executeSync, parse } from 'graphql'
import { type Merged, compileShape } from './compile-shape.js'

const schema = buildSchema(`
  type Query { must: Node!  may: Node  list: [Node]  strict: [Node!]!  nested: [[Node!]]  named: Named }
  type Node implements Named { id: ID!  count: Int  exact: Float!  kind: Kind  flags: [Boolean!]  next: Node  any: Any }
  enum Kind { ONE TWO }
  scalar Any
  interface Named { id: ID! }
`)

const taken = { fields: new Set<string>(), neededWithArguments: new Set<string>() }
const shapeOf = (query: string, variables: Record<string, unknown> = {}) => {
  const shape = compileShape(
    { schema, taken, document: parse(query), operationName: undefined, refusals: undefined },
    variables,
  )
  return (merged: Merged) => shape(merged, variables)
}

/** Data of the schema's form, with a null anywhere. */
const nodes = fc.letrec<{ node: Merged | null }>((tie) => ({
  node: fc.option(
    fc.record({
      id: fc.option(fc.string(), { freq: 9 }),
      count: fc.option(fc.integer({ min: -5, max: 5 })),
      exact: fc.option(fc.integer(), { freq: 9 }),
      kind: fc.option(fc.constantFrom('ONE', 'TWO')),
      flags: fc.option(fc.array(fc.option(fc.boolean(), { freq: 9 }), { maxLength: 3 })),
      next: fc.oneof({ maxDepth: 2 }, fc.constant(null), tie('node')),
      any: fc.option(fc.constant({ of: ['anything'] })),
    }),
    { freq: 9 },
  ),
})).node

const list = fc.array(nodes, { maxLength: 3 })
const roots: fc.Arbitrary<Merged> = fc.record({
  must: nodes,
  may: nodes,
  list: fc.option(list),
  strict: fc.option(list),
  nested: fc.option(fc.array(fc.option(list), { maxLength: 3 })),
})

test('gives the data that GraphQL itself gives, nulls carried upward alike', () => {
  const query = `
    query { ...Roots may { again: id, next { count } } }
    fragment Roots on Query { must { ...All } may { ...All } list { ...All } strict { ...All } nested { ...All } }
    fragment All on Node { __typename id count exact ... on Node { kind flags } next { id exact next { id } } any }
  `
  const shape = shapeOf(query)
  const document = parse(query.replace('again: id', 'again'), { noLocation: true })
  const withAgain = buildSchema(
    `type Query { must: Node! may: Node list: [Node] strict: [Node!]! nested: [[Node!]] }
     type Node { id: ID! again: ID! count: Int exact: Float! kind: Kind flags: [Boolean!] next: Node any: Any }
     enum Kind { ONE TWO } scalar Any`,
  )
  const addAgain = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(addAgain)
    else if (typeof value === 'object' && value !== null && 'id' in value) {
      Object.assign(value, { again: value.id })
      if ('next' in value) addAgain(value.next)
    }
  }
  fc.assert(
    fc.property(roots, (merged) => {
      Object.values(merged).forEach(addAgain)
      const expected = executeSync({ schema: withAgain, document, rootValue: merged })
      const { data, errors } = shape(merged)
      expect(JSON.parse(JSON.stringify(data))).toEqual(JSON.parse(JSON.stringify(expected.data)))
      expect(errors.length > 0).toBe((expected.errors?.length ?? 0) > 0)
    }),
    { numRuns: 500 },
  )
})

test('gives keys in the order in which they were asked for, and no others', () => {
  const { data } = shapeOf('{ may { count id b: count } }')({
    may: { __typename: 'Node', id: '1', count: 2, b: 2, exact: 1 },
  })
  expect(JSON.stringify(data)).toBe('{"may":{"count":2,"id":"1","b":2}}')
})

test.each([
  ['text for a number', { count: '7' }, 'count'],
  ['a fraction for an integer', { count: 0.5 }, 'count'],
  ['a number beyond 32 bits for an integer', { count: 1e30 }, 'count'],
  ['a value the enum does not have', { kind: 'THREE' }, 'kind'],
  ['a value for a list', { flags: true }, 'flags'],
  ['an object for a number', { count: {} }, 'count'],
  ['a number for an object', { next: 3 }, 'next'],
])('takes %s from no tier', (_, wrong, field) => {
  const selection = field === 'next' ? 'next { id }' : field
  const { data, errors } = shapeOf(`{ may { ${selection} } }`)({ may: wrong })
  expect(data).toEqual({ may: { [field]: null } })
  expect(errors.map(({ path }) => path)).toEqual([['may', field]])
})

describe('reads', () => {
  const node = { __typename: 'Node', id: '1', count: 2, flags: [true] }
  test.each([
    ['a condition', '{ may @skip(if: true) { id } must { id count @include(if: $x) } }', { must: { id: '1' } }],
    [
      'a fragment with a condition',
      '{ may { ...F @include(if: $x) count } } fragment F on Node { id }',
      { may: { count: 2 } },
    ],
    [
      'a fragment with a condition here and none there, in the order of what is left',
      '{ may { ...F @include(if: $x) count ...F } } fragment F on Node { id }',
      { may: { count: 2, id: '1' } },
    ],
    [
      'an interface',
      '{ named { __typename id ... on Node { count } } }',
      { named: { __typename: 'Node', id: '1', count: 2 } },
    ],
    ['a fragment on an interface', '{ may { ... on Named { id } } }', { may: { id: '1' } }],
    ['the schema', '{ __type(name: "Named") { kind } }', { __type: { kind: 'INTERFACE' } }],
    ['a key that objects have already', '{ may { toString: id __proto__: count } }', null],
  ])('%s', (_, query, expected) => {
    const full = query.includes('$x') ? `query($x: Boolean!) ${query}` : query
    const { data, errors } = shapeOf(full, { x: false })({
      may: { ...node, toString: '1', __proto____0: 2 },
      must: node,
      named: node,
    })
    expect(errors).toEqual([])
    expect(JSON.stringify(data)).toBe(
      expected === null ? '{"may":{"toString":"1","__proto__":2}}' : JSON.stringify(expected),
    )
  })

  test.each([
    ['tells no type', { id: '1', count: 2 }],
    ["tells the interface's name", { __typename: 'Named', id: '1', count: 2 }],
  ])('an object of an interface of which a subgraph %s, by the fields of the interface', (_, named) => {
    const { data, errors } = shapeOf('{ named { id ... on Named { again: id } ... on Node { count } } }')({
      named: { ...named, again: '1' },
    })
    expect([data, errors]).toEqual([{ named: { id: '1', again: '1' } }, []])
  })

  test('no type that no subgraph told: the object is null, with an error at its type', () => {
    const { data, errors } = shapeOf('{ named { id type: __typename } }')({ named: { id: '1' } })
    expect([data, errors.map(({ path }) => path)]).toEqual([{ named: null }, [['named', 'type']]])
  })

  test('an object of no type that the place allows as null, with an error', () => {
    const { data, errors } = shapeOf('{ named { id } }')({ named: { __typename: 'Query', id: '1' } })
    expect([data, errors.map(({ path }) => path)]).toEqual([{ named: null }, [['named']]])
  })
})
