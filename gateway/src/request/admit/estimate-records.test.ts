import { expect, test } from '@jest/globals'
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, buildSchema, parse } from 'graphql'
import { estimateRecords } from './estimate-records.js'

const schema = buildSchema(`
  type Query { city: City, node(first: Int): Borough, measures(query: Ask): Table }
  input Ask { first: Int }
  type Table { rows: [Row] }
  type Row { name: String }
  type City { name: String, boroughs: [Borough!]! }
  type Borough { name: String, communities(first: Int = 20): CommunityConnection! }
  type CommunityConnection { nodes: [Community!]!, totalCount: Int }
  type Community { name: String, programmes(first: Int = 20): ProgrammeConnection!, names: [String] }
  type ProgrammeConnection { nodes: [Programme] }
  type Programme { title: String }
`)

function estimate(query: string, variables: Record<string, unknown> = {}): number {
  const { definitions } = parse(query)
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION) as FragmentDefinitionNode[]
  return estimateRecords({
    schema,
    operation,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables,
  })
}

test('pages are multiplied by the pages that they stand in', () => {
  expect(estimate('{ city { name } }')).toBe(1)
  expect(estimate('{ city { boroughs { communities(first: 3) { nodes { name names } totalCount } } } }')).toBe(81)
  const query =
    'query($n: Int) { city { boroughs { communities { nodes { programmes(first: $n) { nodes { title } } } } } } }'
  const ofPage = (programmes: number) => 1 + 20 * (1 + 20 * (1 + programmes))
  expect(estimate(query, { n: 500 })).toBe(ofPage(500))
  expect(estimate(query)).toBe(ofPage(20))
})

test('a page size is found in an input, too', () => {
  expect(estimate('{ measures(query: { first: 30 }) { rows { name } } }')).toBe(30 * 21)
  expect(estimate('query($q: Ask) { measures(query: $q) { rows { name } } }', { q: { first: 30 } })).toBe(30 * 21)
})

test('a fragment is read once, however often it is spread', () => {
  const levels = Array.from(
    { length: 40 },
    (_, level) => `fragment F${level} on City { ...F${level + 1} ...F${level + 1} }`,
  )
  const query = `{ city { ...F0 } } ${levels.join(' ')} fragment F40 on City { boroughs { name } }`
  expect(estimate(query)).toBe(1 + 20 * 2 ** 40)
})
