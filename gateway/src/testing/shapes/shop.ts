import type { Resolvers, Shape, ShapeSubgraph } from './shape.js'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable"])'

interface Product {
  readonly upc: string
  readonly name: string
  readonly price: number
  readonly weight: number
  readonly inStock: boolean
  readonly reviews: Review[]
}
interface User {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly reviews: Review[]
}
interface Review {
  readonly id: string
  readonly body: string
  readonly product: Product
  readonly author: User
}

const estimate = ({ price, weight }: Pick<Product, 'price' | 'weight'>) => (price > 1_000 ? 0 : Math.floor(weight / 2))

const products = Array.from({ length: 9 }, (_, index) => {
  const [price, weight] = [(index + 1) * 370, (index + 1) * 90]
  const product = { upc: `p${index + 1}`, name: `Product ${index + 1}`, price, weight, inStock: index % 3 !== 0 }
  return { __typename: 'Product', ...product, reviews: [] as Review[], shippingEstimate: estimate(product) }
})
const users = Array.from({ length: 6 }, (_, index) => ({
  __typename: 'User',
  id: `u${index + 1}`,
  name: `User ${index + 1}`,
  username: `user-${index + 1}`,
  reviews: [] as Review[],
}))

// Eighteen reviews of six products by four users: whoever follows them comes to the same few again and again.
for (let index = 0; index < 18; index++) {
  const [product, author] = [products[index % 6], users[index % 4]]
  if (product === undefined || author === undefined) continue
  const review = {
    __typename: 'Review',
    id: `r${index + 1}`,
    body: `Review ${index + 1}. `.repeat(9),
    product,
    author,
  }
  product.reviews.push(review)
  author.reviews.push(review)
}

const productOf = ({ upc }: { readonly upc: string }) => products.find((product) => product.upc === upc)
const userOf = ({ id }: { readonly id: string }) => users.find((user) => user.id === id)
const topProducts = products.slice(0, 5)
const about = (resolve: (reference: never) => unknown): Resolvers[string] => ({
  __resolveReference: (reference) => resolve(reference as never),
})
const stockOf = (reference: Product) => ({ ...reference, inStock: productOf(reference)?.inStock })

/**
 * A shop in four subgraphs, whose question is deep and much repeated: users, their reviews, the products, those products' reviews and
 * their authors' reviews again. What comes of shipping is made from fields of another subgraph.
 */
export const shop: Shape = {
  root: { users, topProducts },
  subgraphs: new Map<string, ShapeSubgraph>([
    [
      'accounts',
      {
        sdl: `${link} type Query { users: [User] }
          type User @key(fields: "id") { id: ID!  name: String  username: String @shareable }`,
        resolvers: { Query: { users: () => users }, User: about(userOf) },
      },
    ],
    [
      'inventory',
      {
        sdl: `${link} type Product @key(fields: "upc") {
          upc: String!  weight: Int @external  price: Int @external
          inStock: Boolean  shippingEstimate: Int @requires(fields: "price weight") }`,
        resolvers: {
          Product: {
            ...about(stockOf),
            shippingEstimate: (product) => estimate(product as Product),
          },
        },
      },
    ],
    [
      'products',
      {
        sdl: `${link} type Query { topProducts(first: Int = 5): [Product] }
          type Product @key(fields: "upc") { upc: String!  name: String  price: Int  weight: Int }`,
        resolvers: { Query: { topProducts: () => topProducts }, Product: about(productOf) },
      },
    ],
    [
      'reviews',
      {
        sdl: `${link} type Review { id: ID!  body: String  product: Product  author: User @provides(fields: "username") }
          type User @key(fields: "id") { id: ID!  username: String @external  reviews: [Review] }
          type Product @key(fields: "upc") { upc: String!  reviews: [Review] }`,
        resolvers: { User: about(userOf), Product: about(productOf) },
      },
    ],
  ]),
  query: `
    fragment User on User { id username name }
    fragment Review on Review { id body }
    fragment Product on Product { inStock name price shippingEstimate upc weight }
    query Shop {
      users { ...User reviews { ...Review product { ...Product reviews { ...Review author {
        ...User reviews { ...Review product { ...Product } } } } } } }
      topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
    }`,
}
