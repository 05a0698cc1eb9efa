import type { Resolvers, Shape } from './shape.js'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@shareable"])'

const communitiesOf = (borough: string) =>
  Array.from({ length: 20 }, (_, index) => {
    const code = `${borough}${String(index + 1).padStart(3, '0')}`
    return {
      __typename: 'Community',
      code,
      name: `Community ${code}`,
      motto: `We of ${code} learn together`,
      households: 900 + index,
      centre: { __typename: 'Centre', name: `Centre of ${code}`, seats: 40 + index },
    }
  })
const boroughs = Array.from({ length: 16 }, (_, index) => {
  const code = `3101${String(index + 1).padStart(2, '0')}`
  return { __typename: 'Borough', code, name: `Borough ${code}`, communities: communitiesOf(code) }
})
const city = { __typename: 'City', code: '31', name: 'The city', boroughs }

const communities = new Map(boroughs.flatMap((borough) => borough.communities).map((each) => [each.code, each]))
const about = (resolve: (reference: { readonly code: string }) => unknown): Resolvers[string] => ({
  __resolveReference: (reference) => resolve(reference as { readonly code: string }),
})

/** A city, its 16 boroughs and their 320 communities, in a subgraph each: wide, and nothing in it stands twice. */
export const tree: Shape = {
  root: { city },
  subgraphs: new Map([
    [
      'city',
      {
        sdl: `${link} type Query { city: City }  type City @key(fields: "code") { code: ID!  name: String! }`,
        resolvers: { Query: { city: () => city }, City: about(() => city) },
      },
    ],
    [
      'borough',
      {
        sdl: `${link} type City @key(fields: "code") { code: ID!  boroughs: [Borough!] }
          type Borough @key(fields: "code") { code: ID!  name: String!  communities: [Community!] }
          type Community @key(fields: "code") { code: ID! }`,
        resolvers: { City: about(() => city) },
      },
    ],
    [
      'community',
      {
        sdl: `${link} type Community @key(fields: "code") {
            code: ID!  name: String!  motto: String  households: Int  centre: Centre }
          type Centre { name: String!  seats: Int! }`,
        resolvers: { Community: about(({ code }) => communities.get(code)) },
      },
    ],
  ]),
  query:
    'query Tree { city { name boroughs { code name communities { code name motto households centre { name seats } } } } }',
}
