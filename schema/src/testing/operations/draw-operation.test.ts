import { expect, test } from 'vitest'
import { buildSchema, parse, validate } from 'graphql'
import { randomFor } from '../../random/random.js'
import { drawOperation } from './draw-operation.js'

const schema = buildSchema(`
  type Query { node(id: ID!, filter: Filter = { first: 2 }): Node, nodes(first: Int! = 3, kinds: [Kind!]): [Node!]! any: Any }
  interface Node { id: ID! name: String next(step: Int): Node }
  type One implements Node { id: ID! name: String next(step: Int, back: Boolean): Node code: Int }
  type Two implements Node { id: ID! name: String next(step: Int): Node code: String! kind: Kind }
  union Any = One | Two
  enum Kind { A B }
  input Filter { first: Int! = 1 kind: Kind = A and: [Filter!] text: String }
`)

const draw = (count: number, seed = 1) => {
  const random = randomFor(seed, '')
  return Array.from({ length: count }, () => drawOperation(schema, random))
}

const drawn = draw(400)

test('each is valid', () => {
  for (const { query } of drawn) expect(validate(schema, parse(query))).toEqual([])
})

test('the same seed draws the same operations', () => {
  expect(draw(20)).toEqual(draw(20))
  expect(draw(20)).not.toEqual(draw(20, 2))
})

test.each([
  [
    'a fragment spread with a condition and without one',
    /\.\.\.(F\d) @[\s\S]*\.\.\.\1 [^@]|\.\.\.(F\d) [^@][\s\S]*\.\.\.\2 @/,
  ],
  ['an inline fragment with a type and a condition', /\.\.\. on \w+ @\w+\(if: \$/],
  ['an inline fragment without a type', /\.\.\. \{/],
  ['a condition with a literal', /@\w+\(if: (?:true|false)\)/],
  ['an alias that names another field', /\b(?:id|code): (?!id|code)\w+/],
  ['a default of a variable that is not null', /\$\w+: \w+! = /],
  ['a default of a variable that may be null', /\$\w+: \w+ = /],
  ['a variable within an input object', /\{[^{}]*\w+: \$\w+[^{}]*\}\)/],
  ['a list that holds a variable', /\[[^\]]*\$/],
  ['a variable that means something elsewhere', /\$representations/],
  ['a second operation', /query Other/],
])('draws %s', (_, pattern) => {
  expect(drawn.filter(({ query }) => pattern.test(query)).length).toBeGreaterThan(1)
})

test('leaves variables out, gives them, and gives them as null', () => {
  const values = drawn.flatMap(({ variables }) => Object.values(variables))
  expect(values).toContain(null)
  expect(values.some((value) => value !== null)).toBe(true)
  const defined = ({ query }: { query: string }) => new Set(query.split('{')[0]?.match(/\$\w+/g) ?? []).size
  expect(drawn.some((each) => Object.keys(each.variables).length < defined(each))).toBe(true)
})
