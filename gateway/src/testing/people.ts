import { buildSubgraphSchema } from '@apollo/subgraph'
import { createLog } from '@shequ/process/log'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { type GraphQLFieldResolver, execute, parse } from 'graphql'
import { inProcessSource } from '../fetch/in-process-source.js'
import { type TestGateway, startGateway } from './start-gateway.js'
import { withoutLimits } from './without-limits.js'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])'

/** People who know each other without end, and what another tier says of them. */
const sdl = {
  people: `${link}
    type Query { person(id: ID!): Person  people(first: Int!): [Person!]! }
    type Person @key(fields: "id") {
      id: ID!  name: String!  friend: Person  other: Person  weight(unit: String!): String
    }`,
  moods: `${link}
    type Person @key(fields: "id") {
      id: ID!  mood(level: Int): String  calm: Boolean
      weight(unit: String!): String @external
      fitness: String @requires(fields: "weight(unit: \\"KG\\")")
    }`,
}

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<{ id: string; weight?: string }, unknown>>>

const person = (id: string) => ({ id, name: `Person ${id}` })
const resolvers: Record<keyof typeof sdl, Resolvers> = {
  people: {
    Query: {
      person: (_, { id }) => person(id as string),
      people: (_, { first }) => Array.from({ length: first as number }, (__, index) => person(String(index))),
    },
    Person: {
      friend: ({ id }) => person(id),
      other: ({ id }) => person(id),
      weight: ({ id }, { unit }) => `${id} ${String(unit)}`,
    },
  },
  moods: {
    Person: {
      mood: ({ id }, { level }) => `${id} at ${String(level)}`,
      calm: () => true,
      fitness: ({ weight }) => `fit at ${weight}`,
    },
  },
}

/** Starts a gateway over the people, whose tier of moods answers as told in the place of its own answer. It has no limits unless it is told. */
export async function startPeople(
  instead: (own: SubgraphCall) => SubgraphCall = (own) => own,
  environment = withoutLimits,
  recentOperations?: string,
): Promise<TestGateway> {
  const supergraph = composeSupergraph(
    Object.entries(sdl).map(([name, text]) => ({ name, url: `http://127.0.0.1:1/${name}`, sdl: text })),
  )
  return await startGateway({
    environment,
    ...(recentOperations !== undefined && { recentOperations }),
    supergraphSdl: supergraph.supergraphSdl,
    sources: ({ name }) => {
      const tier = name as keyof typeof sdl
      const schema = buildSubgraphSchema({ typeDefs: parse(sdl[tier]), resolvers: resolvers[tier] })
      const own: SubgraphCall = async ({ query, variables, operationName }) =>
        await execute({ schema, document: parse(query), variableValues: variables, operationName })
      return inProcessSource({
        name,
        call: tier === 'moods' ? instead(own) : own,
        health: async () => ({ ready: true }),
        timeout: 10_000,
        responseLimit: 32 * 1024 ** 2,
        log: createLog('test', 'silent'),
      })
    },
  })
}
