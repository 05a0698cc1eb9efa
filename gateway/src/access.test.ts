import { buildSubgraphSchema } from '@apollo/subgraph'
import { createLog } from '@shequ/process/log'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import type { Viewer } from '@shequ/schema/viewer'
import { execute, parse } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inProcessSource } from './fetch/in-process-source.js'
import { type TestGateway, startGateway } from './testing/start-gateway.js'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])'

/** A foreign graph: books, and what a shop knows of them. Another post is for its readers alone. */
const sdl = {
  books: `${link}
    type Query { books: [Book!]!  posts: [Post]  found: [Found]  staff: Staff  keeper: Keeper!  shelf: Shelf }
    type Mutation { burn: Boolean @policy(policies: [["role:city-office"], ["burner"]])  lend: Boolean }
    type Book @key(fields: "id") { id: ID!  title: String!  cost: Int @requiresScopes(scopes: [["read:cost"], ["all", "books"]]) }
    interface Post { id: ID!  text: String }
    type Open implements Post { id: ID!  text: String }
    type Closed implements Post { id: ID!  text: String @authenticated  by: String! @authenticated }
    union Found = Book | Secret
    type Secret @authenticated { id: ID! }
    type Staff { name: String  pay: Pay  paid: Int! @authenticated }
    type Keeper { name: String  code: Int! @authenticated }
    type Shelf { all: [Staff!]! }
    scalar Pay @requiresScopes(scopes: [["read:pay"]])`,
  shop: `${link}
    type Book @key(fields: "id") {
      id: ID!
      cost: Int @external
      price: Int @requires(fields: "cost") @requiresScopes(scopes: [["read:cost"], ["all", "books"]])
      stock: Int @policy(policies: [["role:planner"]])
      seller: String
    }`,
}

const staff = { name: 'Li', pay: '9000', paid: 1 }
const resolvers = {
  books: {
    Query: {
      books: () => [
        { id: '1', title: 'One', cost: 7 },
        { id: '2', title: 'Two', cost: 8 },
      ],
      posts: () => [
        { __typename: 'Open', id: 'o', text: 'for all' },
        { __typename: 'Closed', id: 'c', text: 'for some', by: 'me' },
      ],
      found: () => [
        { __typename: 'Book', id: '1', title: 'One' },
        { __typename: 'Secret', id: 's' },
      ],
      staff: () => staff,
      keeper: () => ({ name: 'Wu', code: 4 }),
      shelf: () => ({ all: [staff, staff] }),
    },
    Mutation: { burn: () => true, lend: () => true },
  },
  shop: {
    Book: {
      price: ({ cost }: { cost: number }) => cost * 2,
      stock: () => 3,
      seller: () => 'Zhang',
    },
  },
}

/** What each subgraph was asked, in order. */
let asked: string[] = []
let gateway: TestGateway

/** Starts a gateway over the foreign graph, as it was composed or changed since. */
async function start(change: (supergraph: string) => string = (supergraph) => supergraph): Promise<TestGateway> {
  const services = Object.entries(sdl).map(([name, text]) => ({ name, url: `http://127.0.0.1:1/${name}`, sdl: text }))
  return await startGateway({
    supergraphSdl: change(composeSupergraph(services).supergraphSdl),
    sources: ({ name }) => {
      const subgraph = name as keyof typeof sdl
      const schema = buildSubgraphSchema({ typeDefs: parse(sdl[subgraph]), resolvers: resolvers[subgraph] })
      return inProcessSource({
        name,
        call: async ({ query, variables, operationName }) => {
          asked.push(`${name} ${query.replaceAll(/\s+/g, ' ')}`)
          return await execute({ schema, document: parse(query), variableValues: variables, operationName })
        },
        health: async () => ({ ready: true }),
        timeout: 10_000,
        responseLimit: 1024 ** 2,
        log: createLog('test', 'silent'),
      })
    },
  })
}

beforeAll(async () => {
  gateway = await start()
})
afterAll(() => gateway.app.close())
beforeEach(() => {
  asked = []
})

/** Asks as a viewer, or as anybody, and gives the data and the place and code of each error. */
async function ask(query: string, viewer?: Partial<Viewer>, at = gateway) {
  const { body } = await at.ask(query, viewer === undefined ? {} : { token: await at.token(viewer) })
  const errors = (body.errors ?? []).map(({ path = [], extensions }) => `${path.join('.')} ${extensions.code}`)
  return { data: body.data, errors }
}

describe('a field that a viewer may not see', () => {
  test('is null with an error, and no subgraph is asked for it', async () => {
    expect(await ask('{ books { title cost } }')).toEqual({
      data: {
        books: [
          { title: 'One', cost: null },
          { title: 'Two', cost: null },
        ],
      },
      errors: ['books.0.cost UNAUTHENTICATED'],
    })
    expect(asked).toHaveLength(1)
    expect(asked[0]).not.toContain('cost')
  })

  test('costs a subgraph nothing that is asked for nothing else', async () => {
    expect((await ask('{ books { stock } }', { role: 'ngo' })).errors).toEqual(['books.0.stock FORBIDDEN'])
    expect(asked.filter((question) => question.startsWith('shop'))).toEqual([])
    expect((await ask('mutation { burn }', { role: 'ngo' })).data).toEqual({ burn: null })
    expect(await ask('mutation { burn lend }')).toEqual({
      data: { burn: null, lend: true },
      errors: ['burn UNAUTHENTICATED'],
    })
    expect(asked.filter((question) => question.includes('burn'))).toEqual([])
  })

  test('makes what holds it null where it may not be null itself', async () => {
    expect(await ask('{ staff { name paid } books { title } }')).toEqual({
      data: { staff: null, books: [{ title: 'One' }, { title: 'Two' }] },
      errors: ['staff.paid UNAUTHENTICATED'],
    })
    expect(await ask('{ shelf { all { name paid } } }')).toEqual({
      data: { shelf: null },
      errors: ['shelf.all.0.paid UNAUTHENTICATED'],
    })
    expect(await ask('{ keeper { name code } }')).toEqual({ data: null, errors: ['keeper.code UNAUTHENTICATED'] })
  })

  test('may be renamed, in a fragment, and under a condition', async () => {
    const query = `query { books { ...B ... on Book { c: cost @include(if: true) d: cost @skip(if: true) } } } fragment B on Book { price: cost }`
    const { data, errors } = await ask(query)
    expect(data).toEqual({
      books: [
        { price: null, c: null },
        { price: null, c: null },
      ],
    })
    expect(errors).toEqual(['books.0.price UNAUTHENTICATED', 'books.0.c UNAUTHENTICATED'])
  })
})

test.each<[what: string, query: string, viewer: Partial<Viewer>, data: unknown]>([
  ['one of the scopes', '{ books { cost } }', { scopes: ['read:cost'] }, { books: [{ cost: 7 }, { cost: 8 }] }],
  ['both of other scopes', '{ books { cost } }', { scopes: ['books', 'all'] }, { books: [{ cost: 7 }, { cost: 8 }] }],
  ['any token', '{ staff { paid } }', {}, { staff: { paid: 1 } }],
  ['the scope of a scalar', '{ staff { pay } }', { scopes: ['read:pay'] }, { staff: { pay: '9000' } }],
  ['the role of a policy', '{ books { stock } }', { role: 'planner' }, { books: [{ stock: 3 }, { stock: 3 }] }],
  ['the scope that a policy names', 'mutation { burn }', { role: 'ngo', scopes: ['burner'] }, { burn: true }],
  [
    'what a required field needs',
    '{ books { price } }',
    { scopes: ['read:cost'] },
    { books: [{ price: 14 }, { price: 16 }] },
  ],
])('who has %s sees the field', async (_, query, viewer, data) => {
  expect(await ask(query, viewer)).toEqual({ data, errors: [] })
})

test.each<[what: string, query: string, viewer: Partial<Viewer>]>([
  ['one of two scopes', '{ books { cost } }', { scopes: ['all'] }],
  ['a role without the scope of a scalar', '{ staff { pay } }', { role: 'city-office' }],
  ['a scope that is called as a policy of a role', 'mutation { burn }', { role: 'ngo', scopes: ['role:city-office'] }],
])('who has %s does not', async (_, query, viewer) => {
  const { errors } = await ask(query, viewer)
  expect(errors).toEqual([expect.stringContaining('FORBIDDEN')])
})

describe('objects of several types', () => {
  test('show the field where their type lets them', async () => {
    expect(await ask('{ posts { __typename id text } }')).toEqual({
      data: {
        posts: [
          { __typename: 'Open', id: 'o', text: 'for all' },
          { __typename: 'Closed', id: 'c', text: null },
        ],
      },
      errors: ['posts.1.text UNAUTHENTICATED'],
    })
    expect(asked[0]).toContain('on Open{text}')
    expect(asked[0]).not.toContain('Closed')
    expect((await ask('{ posts { text } }', {})).errors).toEqual([])
  })

  test('are null where their type is not for the viewer', async () => {
    const query = '{ found { ... on Book { title } ... on Secret { id } } posts { id ... on Closed { by } } }'
    expect(await ask(query)).toEqual({
      data: { found: [{ title: 'One' }, null], posts: [{ id: 'o' }, null] },
      errors: ['found.1 UNAUTHENTICATED', 'posts.1.by UNAUTHENTICATED'],
    })
  })
})

test('viewers who may see different things of one document never get each other’s answers', async () => {
  const query = '{ books { cost stock } staff { paid } }'
  const viewers = [undefined, {}, { role: 'ngo' as const }, { role: 'ngo' as const, scopes: ['read:cost'] }]
  const once = []
  for (const viewer of viewers) once.push(await ask(query, viewer))
  for (const [index, viewer] of viewers.entries()) expect(await ask(query, viewer)).toEqual(once[index])
  expect(new Set(once.map((answer) => JSON.stringify(answer))).size).toBe(viewers.length)
})

describe('a supergraph', () => {
  test('that renames the directives is guarded too', async () => {
    const renamed = await start((supergraph) =>
      supergraph
        .replace('authenticated/v0.1"', 'authenticated/v0.1", as: "signedIn"')
        .replaceAll('@authenticated', '@signedIn'),
    )
    expect((await ask('{ staff { paid } }', undefined, renamed)).errors).toEqual(['staff.paid UNAUTHENTICATED'])
    await renamed.app.close()
  })

  test('whose required field is guarded more than what is made from it guards both alike', async () => {
    const older = await start((supergraph) =>
      supergraph.replace(/(price: Int @join__field\([^)]*\)) @requiresScopes\([^)]*\)/, '$1'),
    )
    expect((await ask('{ books { price } }', undefined, older)).errors).toEqual(['books.0.price UNAUTHENTICATED'])
    expect(asked.join(' ')).not.toContain('cost')
    await older.app.close()
  })

  test('that guards a field of an interface alone guards that of its objects', async () => {
    const older = await start((supergraph) =>
      supergraph
        .replace(/(type Closed[^}]*text: String) @authenticated/, '$1')
        .replace(/(interface Post[^}]*id: ID!)/, '$1 @authenticated'),
    )
    expect((await ask('{ posts { id } }', {}, older)).errors).toEqual([])
    expect((await ask('{ posts { ... on Open { id text } } }', undefined, older)).errors).toEqual([
      'posts.0.id UNAUTHENTICATED',
    ])
    await older.app.close()
  })

  test.each([
    [
      'of a rule that it does not read',
      /scopes: \[\["read:pay"\]\]/,
      'scopes: 3',
      /expected @requiresScopes at Pay to give lists of scopes/,
    ],
    ['of a rule where none can be enforced', /(union Found\n)/, '$1 @authenticated\n', /but found them elsewhere too/],
    [
      'of another version',
      /authenticated\/v0\.1/,
      'authenticated/v0.2',
      /expected .*authenticated\/v0\.1, but it links/,
    ],
    [
      'of a rule that nothing links',
      / @link\(url: "https:\/\/specs.apollo.dev\/authenticated\/v0.1", for: SECURITY\)/,
      '',
      /does not link what it means/,
    ],
  ])('is refused because %s', async (_, what, instead, message) => {
    await expect(start((supergraph) => supergraph.replace(what, instead))).rejects.toThrow(message)
  })
})
