import { describe, expect, test } from 'vitest'
import { buildSchema, getVariableValues, parse } from 'graphql'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import { findOperation } from '../../document/find-operation.js'
import { readCosts } from '../../plan/prepare/read-costs.js'
import { countCost } from './count-cost.js'
import { Prices } from './prices.js'

const schema = buildSchema(`
  type Query { borough: Borough  learner: Learner  boroughs: [Borough!]!  search(first: Int = 20): [Community!]!  measures(query: Ask!): Table }
  input Ask { first: Int }
  type Table { rows: [Row!]! }
  type Row { cells: [Cell!]! }
  type Cell { value: Float }
  type Borough { code: ID  communities(first: Int = 20): Connection!  streets: [Street!] }
  type Street { name: String }
  type Connection { totalCount: Int  nodes: [Community]!  edges: [Edge!]! }
  type Edge { cursor: String  node: Community }
  type Community { code: ID  tags: [String!]  borough: Borough  programmes(first: Int = 20): Programmes }
  type Programmes { nodes: [Programme!]! }
  type Programme { title: String  learner: Learner }
  interface Learner { name: String }
  type Adult implements Learner { name: String  groups(first: Int = 20): [Street!] }
  type Child implements Learner { name: String  groups: [Street!] }
`)

const priced = { whole: schema, prices: new Prices(schema, readCosts(parse('type Query { a: Int }'))) }

function count(source: string, given: Record<string, unknown> = {}): number {
  const document = parse(source)
  const operation = findOperation(document, undefined)
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  return countCost({ schema: priced, operation, fragments: fragmentsOf(document), variables: coerced }).records
}

describe('an operation asks for', () => {
  const rows: readonly (readonly [source: string, records: number, given?: Record<string, unknown>])[] = [
    ['{ __typename }', 0],
    ['{ borough { code } }', 1],
    ['{ boroughs { code } }', 10],
    ['{ boroughs { streets { name } } }', 10 * 11],
    ['{ search(first: 7) { code } }', 7],
    ['{ search { tags } }', 20],
    ['{ borough { communities { totalCount } } }', 2],
    ['{ borough { communities(first: 5) { nodes { code } } } }', 2 + 5],
    ['{ borough { communities(first: 5) { edges { node { code } } } } }', 2 + 10],
    [
      '{ borough { communities(first: 5) { nodes { programmes(first: 3) { nodes { title } } } } } }',
      2 + 5 * (1 + 1 + 3),
    ],
    ['query ($n: Int = 4) { search(first: $n) { code } }', 4],
    ['query ($n: Int = 4) { search(first: $n) { code } }', 9, { n: 9 }],
    ['query ($n: Int) { search(first: $n) { code } }', 20],
    ['query ($x: Boolean!) { search(first: 4) @include(if: $x) { code } }', 0, { x: false }],
    ['query ($x: Boolean!) { search(first: 4) @include(if: $x) { code } }', 4, { x: true }],
    ['{ ... @skip(if: true) { search { code } } borough { code } }', 1],
    ['{ a: borough { code } b: borough { code } }', 2],
    ['{ measures(query: { first: 30 }) { rows { cells { value } } } }', 1 + 30 * 11],
    ['query ($q: Ask!) { measures(query: $q) { rows { cells { value } } } }', 1 + 30 * 11, { q: { first: 30 } }],
    ['{ measures(query: {}) { rows { cells { value } } } }', 1 + 10 * 11],
    ['{ ...F ...F } fragment F on Query { borough { code } }', 1],
    ['{ borough { communities(first: 5) { ...P } } } fragment P on Connection { nodes { code } }', 2 + 5],
    ['{ borough { code } borough { streets { name } } ... { borough { streets { name } } } }', 1 + 10],
    [
      '{ borough { ...P streets { name } } ...Q } fragment P on Borough { streets { name } } fragment Q on Query { borough { ...P communities(first: 5) { nodes { code } } } }',
      1 + 10 + (1 + 5),
    ],
    ['{ learner { ... on Adult { groups(first: 3) { name } } ... on Child { groups { name } } } }', 1 + 10],
  ]
  test.for(rows)('%s: %i', ([source, records, given]) => {
    expect(count(source, given)).toBe(records)
  })

  test('pages within pages, and the way there and back again, as many as they multiply to', () => {
    const there = (inner: string) => `communities(first: 40) { nodes { borough { ${inner} } } }`
    expect(count(`{ borough { ${there(there(there('code')))} } }`)).toBeGreaterThan(40 ** 3)
  })

  test('fields that stand twice in each other, as many as one of them', () => {
    const doubled = Array.from(
      { length: 200 },
      (_, at) =>
        `fragment F${at} on Community { borough { communities(first: 1) { nodes { ...F${at + 1} } } } borough { communities(first: 1) { nodes { ...F${at + 1} } } } }`,
    )
    const most = count(`{ search(first: 1) { ...F0 } } ${doubled.join(' ')} fragment F200 on Community { code }`)
    expect(most).toBe(1 + 3 * 200)
  })

  test('no more than can be counted at once: parts that lie together in ever other ways are refused', () => {
    // Which fragments lie together tells all of the way there: there are twice as many such sets at each level.
    const levels = 20
    const below = (...names: string[]) => `{ nodes { ${names.map((name) => `...${name}`).join(' ')} } }`
    const fragments = Array.from({ length: levels }, (_, level) => {
      const each = Array.from({ length: level + 1 }, (__, at) => {
        const next = `L${level + 1}S${at + 1}`
        const [a, b] = at === 0 ? [[`L${level + 1}S0`, next], [`L${level + 1}S0`]] : [[next], [next]]
        return `fragment L${level}S${at} on Community { borough { a: communities(first: 1) ${below(...a)} b: communities(first: 1) ${below(...b)} } }`
      })
      return each.join(' ')
    })
    const last = Array.from({ length: levels + 1 }, (_, at) => `fragment L${levels}S${at} on Community { code }`)
    const started = process.cpuUsage()
    expect(() => count(`{ search(first: 1) { ...L0S0 } } ${[...fragments, ...last].join(' ')}`)).toThrow(
      'Ask for less at once',
    )
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000)
  })

  test('fragments that spread twice, in no more time than the question is long', () => {
    const doubled = Array.from({ length: 200 }, (_, at) => `fragment F${at} on Borough { ...F${at + 1} ...F${at + 1} }`)
    expect(count(`{ borough { ...F0 } } ${doubled.join(' ')} fragment F200 on Borough { streets { name } }`)).toBe(11)
    const nested = Array.from(
      { length: 200 },
      (_, at) =>
        `fragment G${at} on Community { a${at}: borough { communities(first: 1) { nodes { ...G${at + 1} } } } b${at}: borough { communities(first: 1) { nodes { ...G${at + 1} } } } }`,
    )
    const most = count(`{ search(first: 1) { ...G0 } } ${nested.join(' ')} fragment G200 on Community { code }`)
    expect(most).toBeGreaterThan(2 ** 200)
  })
})
