import { buildSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { brokenOperations } from './broken-operations.js'
import { schemaChanges } from './schema-changes.js'

const published = `
  type Query { city(code: ID!): City  search(text: String, first: Int = 20): [Found] }
  type City { code: ID!  name: String!  residents: Int  kind: Kind }
  type Street { code: ID! }
  union Found = City | Street
  enum Kind { URBAN RURAL }
  input Filter { kind: Kind }
  type Mutation { rename(code: ID!, name: String!, filter: Filter): City }
`

const changesOf = (from: string | RegExp, to: string) =>
  schemaChanges(buildSchema(published), buildSchema(published.replace(from, to)))

describe('a change of a schema is told apart', () => {
  test.each([
    ['a field that is removed', 'residents: Int ', '', 'breaking', 'City.residents was removed.'],
    [
      'a type that is removed',
      / \| Street|type Street.*/g,
      '',
      'breaking',
      'Street was removed from union type Found.',
    ],
    [
      'a field that may be null now',
      'name: String!  r',
      'name: String  r',
      'breaking',
      'City.name changed type from String! to String.',
    ],
    [
      'an argument that is needed now',
      'text: String,',
      'text: String!,',
      'breaking',
      'Query.search arg text has changed type from String to String!.',
    ],
    ['a value of an enum that is removed', 'URBAN ', '', 'breaking', 'URBAN was removed from enum type Kind.'],
    [
      'a field of an input that is needed',
      'input Filter {',
      'input Filter { must: Int!',
      'breaking',
      'A required field must on input type Filter was added.',
    ],
    ['a value of an enum that is added', 'RURAL', 'RURAL MIXED', 'dangerous', 'MIXED was added to enum type Kind.'],
    [
      'another default',
      'first: Int = 20',
      'first: Int = 10',
      'dangerous',
      'Query.search arg first has changed defaultValue from 20 to 10.',
    ],
    [
      'an argument that may be left out',
      'city(code: ID!)',
      'city(code: ID!, on: String)',
      'dangerous',
      'An optional arg on on Query.city was added.',
    ],
    ['a field that is added', 'residents: Int', 'residents: Int  mayor: String', 'safe', 'City.mayor was added.'],
    [
      'a field that is never null now',
      'residents: Int',
      'residents: Int!',
      'safe',
      'City.residents changed type from Int to Int!.',
    ],
    [
      'a field that is deprecated',
      'residents: Int',
      'residents: Int @deprecated(reason: "Until 2027-01-01: ask for measures.")',
      'safe',
      'City.residents is deprecated: Until 2027-01-01: ask for measures.',
    ],
  ])('%s', (_, from, to, level, text) => {
    const changes = changesOf(from, to)
    expect(changes).toContainEqual({ level, text })
    expect(changes[0]?.level).toBe(level)
  })

  test('and a schema that says the same in other words has none', () => {
    expect(changesOf('type Street', '"A street."\n  type Street')).toEqual([])
  })
})

test('of the operations that clients are known to ask, those are named that a schema no longer takes', () => {
  const operations = [
    { client: 'portal', name: 'Residents', body: '{ city(code: "1") { residents } }' },
    { client: 'portal', name: 'Names', body: '{ city(code: "1") { name } }' },
    { client: 'tool', name: 'Wrong', body: '{ towns { name } }' },
    { client: 'tool', name: 'Text', body: '{ city(' },
  ]
  const after = buildSchema(published.replace('residents: Int ', ''))
  expect(brokenOperations(operations, buildSchema(published), after)).toEqual([
    { ...operations[0], faults: ['Cannot query field "residents" on type "City".'] },
  ])
})
