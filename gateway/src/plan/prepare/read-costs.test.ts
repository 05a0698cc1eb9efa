import { expect, test } from 'vitest'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { parse } from 'graphql'
import { readCosts } from './read-costs.js'

const federation = 'https://specs.apollo.dev/federation/v2.9'
const fields = (cost: string, listSize: string) => `
  type Query {
    pages(first: Int, last: Int): Pages
      @${listSize}(slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    all: [Thing] @${listSize}(assumedSize: 40)
    found(by: Filter, deep: Boolean @${cost}(weight: 7)): Thing @${cost}(weight: 9)
  }
  type Pages { nodes: [Thing] }
  type Thing @${cost}(weight: 3) { name: String  map: Map  kind: Kind }
  input Filter { text: String @${cost}(weight: 5) }
  scalar Map @${cost}(weight: 2)
  enum Kind @${cost}(weight: 1) { ONE }`

const compose = (...sdls: readonly string[]) =>
  parse(
    composeSupergraph(sdls.map((sdl, at) => ({ name: `s${at}`, url: `http://127.0.0.1:1/${at}`, sdl }))).supergraphSdl,
  )

test.each([
  ['imported', `extend schema @link(url: "${federation}", import: ["@cost", "@listSize"])`, 'cost', 'listSize'],
  ['not imported', `extend schema @link(url: "${federation}")`, 'federation__cost', 'federation__listSize'],
  [
    'imported under other names',
    `extend schema @link(url: "${federation}", import: [{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@long" }])`,
    'weight',
    'long',
  ],
])('the directives are read, %s', (_, link, cost, listSize) => {
  const { weights, lists } = readCosts(compose(`${link} ${fields(cost, listSize)}`))
  expect(Object.fromEntries(weights)).toEqual({
    'Query.found': 9,
    'Query.found(deep:)': 7,
    Thing: 3,
    'Filter.text': 5,
    Map: 2,
    Kind: 1,
  })
  expect(Object.fromEntries(lists)).toEqual({
    'Query.pages': {
      assumedSize: undefined,
      slicingArguments: ['first', 'last'],
      sizedFields: new Set(['nodes']),
      requireOneSlicingArgument: false,
    },
    'Query.all': {
      assumedSize: 40,
      slicingArguments: [],
      sizedFields: undefined,
      requireOneSlicingArgument: true,
    },
  })
})

test('of what several subgraphs say, the dearest counts', () => {
  const link = `extend schema @link(url: "${federation}", import: ["@cost", "@shareable"])`
  const shared = (weight: number) => `${link} type Query { a: Int @shareable @cost(weight: ${weight}) }`
  expect(readCosts(compose(shared(2), shared(8))).weights.get('Query.a')).toBe(8)
})

test('a supergraph without them has none', () => {
  const { weights, lists } = readCosts(compose('type Query { a: Int }'))
  expect([weights.size, lists.size]).toEqual([0, 0])
})
