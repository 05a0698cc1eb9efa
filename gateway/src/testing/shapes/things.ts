import type { Resolvers, Shape, ShapeSubgraph } from './shape.js'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])'

/** A thing as graphql-js reads it over one schema. */
class Thing {
  readonly __typename = 'Thing'
  constructor(readonly id: string) {}
  readonly n = () => `n of ${this.id}`
  readonly count = () => ++counted
  readonly next = () => new Thing(String((Number(this.id) % 3) + 1))
  readonly part = () => ({ of: this.next() })
  readonly told = ({ by }: { readonly by: number }) => `${this.id} by ${by}`
  readonly fails = () => {
    if (this.id === '1') throw new Error('No one.')
    return 'well'
  }
}

let counted = 0
const thingsOf = (...ids: readonly string[]) => ids.map((id) => new Thing(id))
const some = thingsOf('1', '2', '1')
const others = thingsOf('3', '1')
const pairOf = ({ left, right }: { readonly left: string; readonly right: string | null }) => ({
  __typename: 'Pair',
  left,
  right,
  sum: `${left}+${right}`,
})
const pairs = [
  { left: '1', right: '23' },
  { left: '12', right: '3' },
  { left: '1', right: null },
  { left: '1', right: 'null' },
  { left: '1', right: '23' },
].map(pairOf)

const about: Resolvers[string] = { __resolveReference: (reference) => new Thing((reference as Thing).id) }

/** Things that stand in several places, asked in three subgraphs. */
export const things: Shape = {
  root: { some, others, pairs },
  query: '{ some { n } }',
  subgraphs: new Map<string, ShapeSubgraph>([
    [
      'a',
      {
        sdl: `${link} type Query { some: [Thing]  others: [Thing]  pairs: [Pair] }  type Mutation { write: Thing }
          type Thing @key(fields: "id") { id: ID! }
          type Pair @key(fields: "left right") { left: String!  right: String }`,
        resolvers: {
          Query: { some: () => some, others: () => others, pairs: () => pairs },
          Mutation: { write: () => new Thing('1') },
        },
      },
    ],
    [
      'b',
      {
        sdl: `${link} type Thing @key(fields: "id") { id: ID!  n: String  count: Int  fails: String  part: Part }
          type Part { of: Thing }
          type Pair @key(fields: "left right") { left: String!  right: String  sum: String }`,
        resolvers: {
          Thing: about,
          Pair: { __resolveReference: (reference) => pairOf(reference as Parameters<typeof pairOf>[0]) },
        },
      },
    ],
    [
      'c',
      {
        sdl: `${link} type Mutation { mark: Int }
          type Thing @key(fields: "id") { id: ID!  next: Thing  told(by: Int): String }`,
        resolvers: { Mutation: { mark: () => 1 }, Thing: about },
      },
    ],
  ]),
}
