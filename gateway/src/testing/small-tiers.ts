import { buildSubgraphSchema } from '@apollo/subgraph'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import type { Tier } from '@shequ/schema/tiers'
import type { Viewer } from '@shequ/schema/viewer'
import { type GraphQLFieldResolver, execute, parse } from 'graphql'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@shareable"])'

/** A graph of three tiers, as small as one can be that crosses each border. */
const sdl: Record<Tier, string> = {
  city: `${link}
    type Query {
      "The cities."
      cities: [City!]!
      city(code: ID!): City
      fails(how: String!): String
    }
    type Mutation { rename(code: ID!, name: String!): City  whoWrites: String }
    type City @key(fields: "code") { code: ID!  name: String!  asks: String }`,
  borough: `${link}
    type Query { borough(code: ID!): Borough }
    type City @key(fields: "code") { code: ID!  boroughs: [Borough] }
    type Borough @key(fields: "code") { code: ID!  name: String!  communities: [Community]! }
    type Community @key(fields: "code") { code: ID!  name: String! }`,
  community: `${link}
    type Community @key(fields: "code") { code: ID!  motto: String  seats: Int!  asks: String }
    type Query { tonight: [String!] }`,
}

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>

interface Asked {
  readonly viewer: Viewer
}

const city = (code: string) => ({ __typename: 'City', code, name: `City ${code}` })
const borough = (code: string) => ({ __typename: 'Borough', code, name: `Borough ${code}` })
const asks = (_: unknown, __: unknown, { viewer }: Asked) => `${viewer.role} ${viewer.division ?? '-'}`

/** How `fails(how)` fails: each a fault that must not reach a client as it is. */
const faults: Record<string, () => never> = {
  sql: () => {
    throw new Error('select * from secret_table failed at 10.1.2.3:5432')
  },
  known: () => {
    throw new HubError('NOT_FOUND', 'No such thing: expected a code of the register.', { argument: 'how' })
  },
}

const resolvers = {
  city: {
    Query: {
      cities: () => [city('1')],
      city: (_: unknown, { code }: { code: string }) => (code === '0' ? null : city(code)),
      fails: (_: unknown, { how }: { how: string }) => faults[how]?.(),
    },
    Mutation: {
      rename: (_: unknown, { code, name }: { code: string; name: string }) =>
        code === '0' ? null : { ...city(code), name },
      whoWrites: asks,
    },
    City: { asks, __resolveReference: ({ code }: { code: string }) => city(code) },
  },
  borough: {
    Query: { borough: (_: unknown, { code }: { code: string }) => borough(code) },
    City: {
      __resolveReference: ({ code }: { code: string }) => ({ __typename: 'City', code }),
      boroughs: ({ code }: { code: string }) => [borough(`${code}.1`), borough(`${code}.2`)],
    },
    Borough: {
      __resolveReference: ({ code }: { code: string }) => borough(code),
      communities: ({ code }: { code: string }) =>
        [1, 2, 3].map((index) => ({ code: `${code}.${index}`, name: `Community ${code}.${index}` })),
    },
    Community: {
      __resolveReference: ({ code }: { code: string }) => ({ code, name: `Community ${code}` }),
    },
  },
  community: {
    Query: { tonight: () => ['calligraphy'] },
    Community: {
      __resolveReference: ({ code }: { code: string }) => ({ code, motto: `Motto of ${code}`, seats: 40 }),
      asks,
    },
  },
}

/** Answers a tier's operations as a subgraph in the same process does. */
export function smallTierCall(tier: Tier): SubgraphCall {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl[tier]), resolvers: resolvers[tier] as Resolvers })
  return async ({ query, variables, operationName, viewer }) =>
    await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      operationName,
      contextValue: { viewer } satisfies Asked,
    })
}

/** The small tiers composed, with the addresses under which each is asked. */
export function smallSupergraph(urls: Partial<Record<Tier, string>> = {}): string {
  return composeSupergraph(
    (['city', 'borough', 'community'] as const).map((name) => ({
      name,
      url: urls[name] ?? `http://127.0.0.1:1/${name}`,
      sdl: sdl[name],
    })),
  ).supergraphSdl
}

/** A query that crosses both borders: one city, its two boroughs, their six communities. */
export const threeHopQuery = '{ city(code: "1") { name boroughs { name communities { code name motto } } } }'
