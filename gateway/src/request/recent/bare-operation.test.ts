import { randomFor } from '@shequ/schema/random/random'
import { drawOperation } from '@shequ/schema/testing/operations/draw-operation'
import { buildSchema, getOperationAST, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { bareOperation } from './bare-operation.js'

const schema = buildSchema(`
  scalar Json
  enum Kind { A B }
  input Filter { name: String  kind: Kind  size: Float  and: [Filter!]  more: Json }
  interface Node { id: ID!  name: String  next(step: Int): Node }
  type One implements Node { id: ID!  name: String  next(step: Int): Node  code: Int }
  type Two implements Node { id: ID!  name: String  next(step: Int): Node  code: String! }
  union Any = One | Two
  type Query { node(id: ID!, filter: Filter): Node  nodes(ids: [ID!], kinds: [Kind!], more: Json): [Node!]!  any: Any }
  type Mutation { enrol(resident: String!, filter: Filter): Node }
`)

function bare(query: string, operationName?: string) {
  const document = parse(query)
  const operation = getOperationAST(document, operationName)
  if (!operation) throw new Error('Expected an operation.')
  const { name, body } = bareOperation(document, operation, schema)
  return { name, body: body.replaceAll(/\s+/g, ' ') }
}

describe('an operation is kept without', () => {
  test.each([
    ['texts', '{ node(id: "310101198001011234") { name } }', '{ node(id: "") { name } }'],
    ['block texts', 'mutation { enrol(resident: """Wang\nMin""") { id } }', 'mutation { enrol(resident: "") { id } }'],
    [
      'numbers',
      '{ node(id: 1234, filter: {size: 3.25}) { next(step: 7) { id } } }',
      '{ node(id: 0, filter: {size: 0.5}) { next(step: 0) { id } } }',
    ],
    [
      'entries that differ by what they are alone',
      '{ nodes(ids: ["a", "b", "c"]) { id } }',
      '{ nodes(ids: [""]) { id } }',
    ],
    [
      'what scalars of a schema’s own take',
      '{ nodes(more: {WangMin: [1]}) { id } node(id: 1, filter: {more: WangMin}) { id } }',
      '{ nodes(more: {}) { id } node(id: 0, filter: {more: ""}) { id } }',
    ],
    ['aliases', '{ WangMin: node(id: "1") { id WangMin: name } }', '{ _a0: node(id: "") { id _a0: name } }'],
    [
      'names of variables, and their defaults',
      'query Q($wangMin: ID! = "Wang", $n: Int) { node(id: $wangMin) { next(step: $n) { id } } }',
      'query Q($_v0: ID! = "", $_v1: Int) { node(id: $_v0) { next(step: $_v1) { id } } }',
    ],
    [
      'names of fragments',
      '{ any { ...WangMin } } fragment WangMin on One { code }',
      '{ any { ..._F0 } } fragment _F0 on One { code }',
    ],
    ['comments', '{ any { __typename } } # for Wang Min', '{ any { __typename } }'],
  ])('%s', (_, query, body) => {
    expect(bare(query).body).toBe(body)
  })
})

test('what the schema names stays: fields, values of enums, input fields, directives', () => {
  const query =
    '{ nodes(kinds: [A, B]) { id @include(if: true) } node(id: "", filter: {kind: A, and: [{name: ""}]}) { id } }'
  expect(bare(query).body).toBe(query)
})

test('of several operations of a document, the one that was asked is kept, with its fragments', () => {
  const query =
    'query A { any { ...F } } query B { node(id: 1) { ...G } } fragment F on One { id } fragment G on Node { id }'
  expect(bare(query, 'B')).toEqual({
    name: 'B',
    body: 'query B { node(id: 0) { ..._F0 } } fragment _F0 on Node { id }',
  })
})

test('operations that differ by what a client wrote into them are one', () => {
  const hashes = ['{ a: node(id: "Wang") { name } }', '{ b: node(id: "Li") { name } } # again'].map((query) => {
    const document = parse(query)
    const operation = getOperationAST(document)
    return operation && bareOperation(document, operation, schema).hash
  })
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(hashes[1]).toBe(hashes[0])
})

test('operations drawn at random are valid without their values, and are the same when they are made bare again', () => {
  const random = randomFor(7, 'bare operations')
  for (let drawn = 0; drawn < 100; drawn += 1) {
    const { query, operationName } = drawOperation(schema, random, { kind: drawn % 5 === 0 ? 'mutation' : 'query' })
    const document = parse(query)
    const operation = getOperationAST(document, operationName)
    if (!operation) throw new Error(`Expected an operation in ${query}.`)
    const once = bareOperation(document, operation, schema)
    const again = parse(once.body)
    expect(validate(schema, again)).toEqual([])
    const same = getOperationAST(again)
    expect(same && bareOperation(again, same, schema)).toEqual(once)
    expect(once.body.replaceAll(/""|0\.5/g, '')).not.toMatch(/"|\b[1-9]\d*\b/)
  }
})
