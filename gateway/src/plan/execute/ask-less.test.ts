import type { ExecutionResult } from 'graphql'
import { describe, expect, test } from 'vitest'
import { things } from '../../testing/shapes/things.js'
import { compareShape } from '../../testing/shapes/compare-shape.js'
import { shop } from '../../testing/shapes/shop.js'
import { tree } from '../../testing/shapes/tree.js'

const placesOf = ({ errors = [] }: Pick<ExecutionResult, 'errors'>) => errors.map(({ path }) => String(path)).toSorted()

test('a deep question that comes to the same things again and again asks about each once a fetch, in seven fetches', async () => {
  const { answer, expected, counts } = await compareShape(shop)
  expect(answer).toEqual(expected)
  expect(counts()).toEqual({ fetches: 7, entities: 32 })
})

test('where nothing stands twice, each thing is asked about', async () => {
  const { answer, expected, counts } = await compareShape(tree)
  expect(answer).toEqual(expected)
  expect(counts()).toEqual({ fetches: 3, entities: 321 })
})

describe('a thing that is asked about once', () => {
  test('has its error at each place where it stands', async () => {
    const { answer, expected, asked } = await compareShape(things, '{ some { id fails } others { fails } }')
    expect(answer.data).toEqual(expected.data)
    expect(placesOf(answer)).toEqual(['others,1,fails', 'some,0,fails', 'some,2,fails'])
    expect(placesOf(answer)).toEqual(placesOf(expected))
    expect(asked.filter(({ tier }) => tier === 'b')).toHaveLength(1)
  })

  test('may be asked other things at each of its places afterwards', async () => {
    const query = '{ some { part { of { x: told(by: 1) } } } others { part { of { x: told(by: 2) } } } }'
    const { answer, expected, asked } = await compareShape(things, query)
    expect(answer).toEqual(expected)
    expect(asked.map(({ tier }) => tier)).toEqual(['a', 'b', 'c', 'c'])
  })

  test('is not asked the same again when it comes again later', async () => {
    const query = '{ some { n next { n next { n next { n } } } } }'
    const { answer, expected, asked } = await compareShape(things, query)
    expect(answer).toEqual(expected)
    const codes = asked.flatMap(({ tier, query: text, representations = [] }) =>
      tier === 'b' && text.includes('{n}') ? (representations as { id: string }[]).map(({ id }) => id) : [],
    )
    expect(codes).toEqual(['1', '2', '3'])
  })

  test('is told apart by all that names it', async () => {
    const { answer, expected, asked } = await compareShape(things, '{ pairs { sum } }')
    expect(answer).toEqual(expected)
    expect(asked.find(({ tier }) => tier === 'b')?.representations).toHaveLength(4)
  })
})

test('what comes after a further write is asked anew', async () => {
  const { answer } = await compareShape(things, 'mutation { first: write { count } mark second: write { count } }')
  const { first, second } = answer.data as Record<'first' | 'second', { readonly count: number }>
  expect(second.count).toBe(first.count + 1)
})

describe('of what is asked together,', () => {
  test('a part that can not be named to the later question is asked about alone', async () => {
    const { answer, expected } = await compareShape(shop, shop.query, (ask, name) =>
      name === 'products'
        ? async (request) =>
            request.representations === undefined
              ? await ask(request)
              : {
                  data: { _entities: request.representations.map(() => null) },
                  errors: request.representations.map((_, index) => ({ message: 'Down.', path: ['_entities', index] })),
                }
        : ask,
    )
    const stock = (data: unknown) => JSON.stringify(data).match(/"inStock":(true|false)/g)
    expect(stock(answer.data)).toEqual(stock(expected.data))
    expect(JSON.stringify(answer.data)).toContain('"inStock":true,"name":null')
  })

  test('what is ready does not wait for what a slow tier holds up', async () => {
    let asked: (() => void) | undefined
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    const { answer, expected } = await compareShape(shop, shop.query, (ask, name) => async (request) => {
      if (name === 'reviews') asked?.()
      if (name === 'accounts') await isAsked
      return await ask(request)
    })
    expect(answer).toEqual(expected)
  })
})
