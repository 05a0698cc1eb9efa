import { describe, expect, test } from 'vitest'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import { buildSchema, execute, getIntrospectionQuery, getVariableValues, parse } from 'graphql'
import { findOperation } from '../../document/find-operation.js'
import { readCosts } from '../../plan/prepare/read-costs.js'
import { actualCost } from './actual-cost.js'
import { requireCost, wholeCost } from './cost-limit.js'
import { countCost } from './count-cost.js'
import { bytesAKey, bytesAPoint, bytesAnObject, usualValue } from './counted.js'
import { Prices } from './prices.js'

const sdl = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    thing: Thing
    dear: Thing @cost(weight: 40)
    either: Either
    all: [Thing] @listSize(assumedSize: 50)
    pages(first: Int = 20, last: Int): Pages @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    strict(first: Int, last: Int): [Thing] @listSize(slicingArguments: ["first", "last"])
    find(deep: Boolean @cost(weight: 6), by: Filter): Thing
  }
  type Mutation { make: Thing }
  input Filter { text: String @cost(weight: 5)  more: [Filter!] }
  type Pages { nodes: [Thing]  others: [Thing]  total: Int }
  type Thing { name: String  map: Map  next: Thing }
  type Heavy @cost(weight: 9) { name: String }
  union Either = Thing | Heavy
  scalar Map @cost(weight: 2)`
const schema = buildSchema(sdl)
const priced = { whole: schema, prices: new Prices(schema, readCosts(parse(sdl))) }

function count(source: string, given: Record<string, unknown> = {}, longestList = 0) {
  const document = parse(source)
  const operation = findOperation(document, undefined)
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  return countCost({ schema: priced, operation, fragments: fragmentsOf(document), variables: coerced, longestList })
}

/** The points of so many objects' and values' bytes beside their keys' letters. */
const bytes = (keys: string, objects: number, values: number) =>
  (keys.length +
    bytesAKey * keys.split(' ').length -
    keys.split(' ').length +
    1 +
    objects * bytesAnObject +
    values * usualValue) /
  bytesAPoint

describe('an operation costs', () => {
  const rows: readonly (readonly [source: string, cost: number, given?: Record<string, unknown>])[] = [
    ['{ thing { name } }', 1 + bytes('thing name', 1, 1)],
    ['{ thing { map } }', 1 + 2 + bytes('thing map', 1, 1)],
    ['{ dear { name } }', 40 + bytes('dear name', 1, 1)],
    ['{ either { __typename } }', 9 + bytes('either __typename', 1, 1)],
    ['{ all { name } }', 50 * (1 + bytes('name', 0, 1)) + bytes('all', 50, 0)],
    ['{ pages(first: 3) { nodes { name } } }', 1 + 3 + 3 * bytes('name', 0, 1) + bytes('pages nodes', 4, 0)],
    ['{ pages { nodes { name } } }', 1 + 20 + 20 * bytes('name', 0, 1) + bytes('pages nodes', 21, 0)],
    ['{ pages(first: 3, last: 9) { nodes { name } } }', 1 + 9 + 9 * bytes('name', 0, 1) + bytes('pages nodes', 10, 0)],
    ['{ pages(first: 3) { others { name } } }', 1 + 10 + 10 * bytes('name', 0, 1) + bytes('pages others', 11, 0)],
    ['{ strict(last: 4) { name } }', 4 + 4 * bytes('name', 0, 1) + bytes('strict', 4, 0)],
    ['{ find(deep: true) { name } }', 1 + 6 + bytes('find name', 1, 1)],
    [
      'query ($by: Filter) { find(by: $by) { name } }',
      1 + 15 + bytes('find name', 1, 1),
      { by: { text: 'a', more: [{ text: 'b' }, { text: 'c' }, {}] } },
    ],
    ['mutation { make { name } }', 10 + 1 + bytes('make name', 1, 1)],
  ]
  test.for(rows)('%s', ([source, cost, given]) => {
    expect(count(source, given).cost).toBeCloseTo(cost, 6)
  })

  test('more, the longer its keys are and the more often a field stands under another one', () => {
    const alias = 'x'.repeat(50_000)
    expect(count(`{ all { ${alias}: name } }`).cost).toBeGreaterThan((50 * 50_000) / bytesAPoint)
    const many = Array.from({ length: 300 }, (_, at) => `a${at}: __typename`).join(' ')
    expect(count(`{ all { ${many} } }`).cost).toBeGreaterThan((50 * 300 * usualValue) / bytesAPoint)
  })

  test('as much as it multiplies to, where lists stand in lists', () => {
    const nested = '{ a: pages(first: 100) { nodes { next { name } } } b: all { next { next { name } } } }'
    expect(count(nested).cost).toBeGreaterThan(100 * 2 + 50 * 3)
  })
})

test.each([
  ['{ strict { name } }', 'BAD_USER_INPUT', /one of `first`, `last`, but got 0/],
  ['{ strict(first: 1, last: 2) { name } }', 'BAD_USER_INPUT', /but got 2/],
  ['{ pages(first: 101) { total } }', 'LIST_TOO_LONG', /at most 100 entries, but `pages` is asked for 101/],
])('%s is refused with %s', (source, code, message) => {
  expect(() => count(source, {}, 100)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  )
})

test('what costs too much is told with the part that costs most', () => {
  const asked = count('{ thing { name } pages(first: 100) { total nodes { next { next { name } } } } }')
  expect(() => requireCost(asked, wholeCost(asked.cost))).not.toThrow()
  expect(() => requireCost(asked, 100)).toThrow(
    expect.objectContaining({
      code: 'QUERY_TOO_COSTLY',
      message: expect.stringMatching(
        /at most 100 points, but it may cost \d+, of which \d+ are for `pages\.nodes\.next/,
      ),
      extensions: expect.objectContaining({ limit: 100, requested: wholeCost(asked.cost) }),
    }),
  )
})

describe('an answer cost', () => {
  test('what came, by the same prices', () => {
    const asked = count('{ pages(first: 50) { nodes { name map } total } dear { name } }')
    const entry = { name: 'a'.repeat(usualValue - 2), map: 'b'.repeat(usualValue - 2) }
    const data = { pages: { nodes: [entry, entry, null], total: 3 }, dear: null }
    const cost = actualCost(data, asked)
    expect(cost).toBeGreaterThan(1 + 2 * (1 + 2))
    expect(cost).toBeLessThan(1 + 2 * (1 + 2) + 2)
    expect(cost).toBeLessThan(asked.cost)
  })

  test('more, the longer its texts are', () => {
    const asked = count('{ thing { name } }')
    expect(actualCost({ thing: { name: '黄'.repeat(1_000) } }, asked)).toBeGreaterThan(3_000 / bytesAPoint)
  })
})

test('introspection is counted for about what it gives, and one that goes around for more', async () => {
  const usual = getIntrospectionQuery()
  const { data } = await execute({ schema, document: parse(usual) })
  const size = JSON.stringify(data).length / bytesAPoint
  expect(count(usual).cost).toBeGreaterThan(size / 3)
  expect(count(usual).cost).toBeLessThan(size * 30)
  expect(count(usual).records).toBe(0)
  const around = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${around(levels - 1)} } }`)
  const bomb = `{ __schema { types { ${around(8)} } } }`
  expect(count(bomb).cost).toBeGreaterThan(10 * count(`{ __schema { types { ${around(4)} } } }`).cost)
})
