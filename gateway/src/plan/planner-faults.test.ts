import { describe, expect, test } from 'vitest'
import { compareShape } from '../testing/shapes/compare-shape.js'
import type { Resolvers, Shape, ShapeSubgraph } from '../testing/shapes/shape.js'

// What the planner does wrong, and what comes of it here.

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@interfaceObject", "@shareable"])'

const shapeOf = (subgraphs: Record<string, ShapeSubgraph>, root: Shape['root'] = {}): Shape => ({
  root,
  query: '',
  subgraphs: new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => [name, { sdl: `${link} ${sdl}`, resolvers }]),
  ),
})
const found = (resolve: (reference: never) => unknown): Resolvers[string] => ({
  __resolveReference: (reference) => resolve(reference as never),
})

describe('a type with keys by which a subgraph finds nothing', () => {
  interface Thing {
    readonly id: string
    readonly place: { readonly row: string; readonly seat: string }
  }
  const thing = { __typename: 'Thing', id: '1', place: { row: 'a', seat: '7' }, name: 'One' }
  const bare = { __typename: 'Thing', id: thing.id, place: thing.place }
  const labelOf = ({ place, name }: typeof thing) => `${name} at ${place.row}${place.seat}`
  const shape = shapeOf(
    {
      names: {
        sdl: `type Thing @key(fields: "id") @key(fields: "place { row }", resolvable: false) { id: ID!  place: Place  name: String }
          type Place @shareable { row: String  seat: String }`,
        resolvers: { Thing: found(({ id }: Thing) => (id === '1' ? thing : null)) },
      },
      labels: {
        sdl: `type Query { thing: Thing }
          type Thing @key(fields: "place { row }", resolvable: false) @key(fields: "id place { seat }") {
            id: ID!  place: Place  name: String @external  label: String @requires(fields: "name") }
          type Place @shareable { row: String  seat: String }`,
        resolvers: {
          Query: { thing: () => bare },
          Thing: {
            ...found(({ id, place, ...rest }: Thing) =>
              id === '1' && place.seat === '7' ? { ...bare, ...rest } : null,
            ),
            label: (reference) => labelOf(reference as typeof thing),
          },
        },
      },
    },
    { thing: { ...thing, label: labelOf(thing) } },
  )

  test('is named by those by which it finds something', async () => {
    const { answer, expected } = await compareShape(shape, '{ thing { label name } }')
    expect(answer).toEqual(expected)
    expect(answer.data).toEqual({ thing: { label: 'One at a7', name: 'One' } })
  })
})

describe('fields that are made from one field with arguments', () => {
  const priceIn = ({ currency }: { readonly currency: string }) => (currency === 'EUR' ? 20 : 10)
  const item = { __typename: 'Item', id: '1', price: priceIn, costs: 'costs 10', costsAbroad: 'costs 20' }
  const shape = shapeOf(
    {
      prices: {
        sdl: 'type Query { item: Item  other: Item }  type Item @key(fields: "id") { id: ID!  price(currency: String! = "CNY"): Int }',
        resolvers: { Query: { item: () => item, other: () => item }, Item: found(() => item) },
      },
      texts: {
        sdl: `type Item @key(fields: "id") { id: ID!  price(currency: String! = "CNY"): Int @external
          costs: String @requires(fields: "price")
          costsAbroad: String @requires(fields: "price(currency: \\"EUR\\")") }`,
        resolvers: {
          Item: {
            ...found((reference) => reference),
            costs: (reference) => `costs ${String((reference as { price: unknown }).price)}`,
            costsAbroad: (reference) => `costs ${String((reference as { price: unknown }).price)}`,
          },
        },
      },
    },
    { item, other: item },
  )

  test.each([
    '{ item { costsAbroad } }',
    '{ item { costs } }',
    '{ item { costs price(currency: "EUR") } }',
    '{ item { costsAbroad price } }',
    '{ item { costs } other { costsAbroad } }',
    '{ item { price: costs costs: price(currency: "EUR") } }',
  ])('are answered, whatever else is asked: %s', async (query) => {
    const { answer, expected } = await compareShape(shape, query)
    expect(answer).toEqual(expected)
  })

  test('are refused together at one place, where both would be made from one value', async () => {
    await expect(compareShape(shape, '{ item { costs costsAbroad } }')).rejects.toThrow(
      'Expected `costs` and `costsAbroad` to be made from the same, but they take `price` with different arguments. Ask for them in two operations.',
    )
  })
})

describe('a field whose type no object is of', () => {
  const shape = shapeOf({
    shelf: {
      sdl: 'type Query { shelf: Shelf  node: Node  nodes: [Node]! }  type Shelf { name: String  node: Node  row: Shelf }  interface Node @key(fields: "id") { id: ID! }',
      resolvers: {
        Query: {
          shelf: () => ({ name: 'Upper', node: { id: '1' }, row: {} }),
          node: () => ({ id: '1' }),
          nodes: () => [{ id: '1' }],
        },
      },
    },
    labels: {
      sdl: 'type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  label: String }',
      resolvers: {},
    },
  })

  test.each([
    ['node', '{ node { label } }'],
    ['named', '{ named: node { label } }'],
    ['nodes', '{ nodes { label } }'],
    ['shelf.node', '{ shelf { name node { label } } }'],
    ['shelf.row', '{ shelf { name row { __typename node { label } } } }'],
    ['mine', 'query($on: Boolean = true) { mine: node @include(if: $on) { label } }'],
  ])('is refused, since nobody can be asked: %s', async (place, query) => {
    await expect(compareShape(shape, query)).rejects.toThrow(
      `Expected fields that some subgraph answers, but none can be asked for \`${place}\`.`,
    )
  })

  test('does no harm where it is left out', async () => {
    const { answer } = await compareShape(
      shape,
      'query($on: Boolean = false) { node @include(if: $on) { label } shelf { name node @skip(if: true) { label } } }',
    )
    expect(answer).toEqual({ data: { shelf: { name: 'Upper' } } })
  })
})
